internal import Foundation
internal import HTTPTypes
internal import Logging
internal import Swiftlet
internal import SwiftletJSON

/// What a gateway does in front of a function: a request becomes an event of a shape, and the answer a response.
struct EventGateway: Sendable {
    private let app: App
    private let shape: HTTPEventShape
    private let program: HarnessProgram
    /// What a request may weigh: the platform refuses larger ones itself.
    static let maximumBodyBytes = 10 * 1024 * 1024

    init(_ app: App, shape: HTTPEventShape, program: HarnessProgram) {
        self.app = app
        self.shape = shape
        self.program = program
    }

    /// What comes out of the gateway for one request.
    struct Reply: Sendable {
        var response: Swiftlet.Response
        /// What went wrong in the function, for the log of the gateway; the client learns nothing of it.
        var failure: String?
    }

    /// Answers a request: with the app's response, or with the 502 that the platform answers if the function fails.
    func respond(to request: Swiftlet.Request) async -> Reply {
        let id = UUID().uuidString.lowercased()
        var details = HTTPEventDetails()
        details.requestID = id
        details.time = Int64(Date().timeIntervalSince1970 * 1000)
        let event = shape.event(for: request, details: details)
        var logger = Logger(label: program.name)
        logger[metadataKey: "request"] = "\(id)"
        var context = Context(requestID: id, logger: logger)
        context.streamsResponses = true
        do {
            let output = try await program.onLoop { [context] in try await app.respond(to: event, context) }
            return Reply(response: try response(of: output))
        } catch {
            return Reply(response: Self.badGateway, failure: String(describing: error))
        }
    }

    private func response(of output: HandlerOutput) throws -> Swiftlet.Response {
        switch output {
        case .bytes(let bytes):
            return try shape.response(from: try JSONDocument(parsing: bytes).root)
        case .stream(let stream):
            // A prelude is a response without its body, and eight NUL bytes.
            var response = try shape.response(from: try JSONDocument(parsing: stream.prelude.dropLast(8)).root)
            response.body = .stream(stream.body)
            return response
        }
    }

    private static var badGateway: Swiftlet.Response {
        .json(Array(#"{"message":"Internal Server Error"}"#.utf8), status: .badGateway)
    }
}
