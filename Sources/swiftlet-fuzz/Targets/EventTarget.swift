import Swiftlet
import SwiftletJSON

extension FuzzTarget {
    /// The event decoders of all shapes: an event is answered as its own shape is answered, or refused as no event.
    static let event = FuzzTarget(name: "event") { bytes in
        InlineExecutor.run { await FuzzApp.checkAnswer(to: bytes) }
        InlineExecutor.run { await FuzzApp.checkOtherHandlers(bytes) }
    }
}

extension FuzzApp {
    /// Answers an event: not with a fault of the server, and with no error but that the event is none.
    static func checkAnswer(to event: [UInt8]) async {
        do {
            let answer = try await app.respond(to: event, context: context).collect()
            checkStatus(of: answer)
        } catch {
            let isRefused = error is EventError || error is JSONError
            promise(isRefused, "an event fails with \(error)")
        }
    }

    /// Gives the event to every handler that is none of HTTP: it answers, or refuses the whole.
    static func checkOtherHandlers(_ event: [UInt8]) async {
        for name in ["queue", "stream", "schedule", "bucket", "topic"] {
            guard let handler = try? batches.handler(named: name) else { continue }
            _ = try? await handler.respond(to: event, context: context)
        }
        _ = try? await batches.respond(to: event, context: context)
    }

    /// Checks the response of an HTTP event.
    static func checkStatus(of answer: [UInt8]) {
        let response = try? JSON(parsing: answer)
        promise(response != nil, "an answer that is no JSON")
        let status = response?["statusCode"]?.int ?? 0
        promise(200..<500 ~= status, "an answer of status \(status)")
    }
}
