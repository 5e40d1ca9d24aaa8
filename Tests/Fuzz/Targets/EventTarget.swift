import SwiftletJSON

@testable import Swiftlet

extension FuzzTarget {
    /// The event decoders of all shapes: an event gets a response of its shape, or is rejected.
    static let event = FuzzTarget(name: "event") { bytes in
        InlineExecutor.run { await FuzzApp.checkResponse(to: bytes) }
        InlineExecutor.run { await FuzzApp.checkOtherHandlers(bytes) }
    }
}

extension FuzzApp {
    /// Checks that an event gets no server error, and fails only with an error of the event itself.
    static func checkResponse(to event: [UInt8]) async {
        do {
            let response = try await app.respond(to: event, context: context).collect()
            checkStatus(of: response)
        } catch {
            let isRejected = error is EventError || error is JSONError
            check(isRejected, "the event fails with \(error)")
        }
    }

    /// Passes the event to every non-HTTP handler, which must not trap.
    static func checkOtherHandlers(_ event: [UInt8]) async {
        for name in ["queue", "stream", "schedule", "bucket", "topic"] {
            guard let handler = try? batches.handler(named: name) else { continue }
            _ = try? await handler.respond(to: event, context: context)
        }
        _ = try? await batches.respond(to: event, context: context)
    }

    /// Checks the response of an HTTP event.
    static func checkStatus(of output: [UInt8]) {
        let response = try? JSON(parsing: output)
        check(response != nil, "the response is not JSON")
        let status = response?["statusCode"]?.int ?? 0
        check(200..<500 ~= status, "the response has status \(status)")
    }
}
