import Swiftlet
import SwiftletJSON

extension FuzzTarget {
    /// The event decoders of all shapes: an event is answered as its own shape is answered, or refused as no event.
    static let event = FuzzTarget(name: "event") { bytes in
        InlineExecutor.run {
            let answer: [UInt8]
            do {
                answer = try await FuzzApp.app(bytes, FuzzApp.context)
            } catch {
                promise(error is EventError || error is JSONError, "an event fails with \(type(of: error)): \(error)")
                return
            }
            let response = try? JSON(parsing: answer)
            promise(response != nil, "an answer that is no JSON")
            let status = response?["statusCode"]?.int ?? 0
            promise(200..<500 ~= status, "an answer of status \(status)")
        }
        for name in ["queue", "stream", "schedule", "bucket", "topic"] {
            InlineExecutor.run {
                // Whatever the records hold: a batch is answered, or refused as a whole.
                _ = try? await FuzzApp.app.handler(named: name)(bytes, FuzzApp.context)
            }
        }
    }
}
