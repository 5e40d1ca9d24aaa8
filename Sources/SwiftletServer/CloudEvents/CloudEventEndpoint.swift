import HTTPTypes
import Logging
import Swiftlet
import SwiftletJSON

/// Delivers the CloudEvents of HTTP requests to the event handlers of an app.
///
/// The status tells the broker whether to retry: 4xx for an event that can never be handled, 5xx for any other error.
struct CloudEventEndpoint: Sendable {
    /// The path of the requests.
    let path: String

    /// Whether a request is for this endpoint; any other request is handled by the routes of the app.
    func accepts(_ request: Request) -> Bool {
        request.method == .post && request.path == path && CloudEventMessage.isDeclared(in: request.headers)
    }

    /// Passes the events of a request to the handlers that match them, one after the other.
    ///
    /// - Parameters:
    ///   - request: A request for this endpoint.
    ///   - isTooLarge: Whether its body exceeds the limit, so that it was not read.
    ///   - app: The app.
    ///   - context: The context of the request.
    /// - Returns: 200 with the CloudEvents that handlers have returned, 204 if there are none, or an error, after which no
    ///   further event of a batch is handled.
    func respond(to request: Request, isTooLarge: Bool, app: App, context: Context) async -> Response {
        guard !isTooLarge else { return Self.failure(.contentTooLarge, "The event is too large.") }
        do {
            let message = try CloudEventMessage(request)
            var replies: [JSONNode] = []
            for event in message.events {
                guard let output = try await app.respond(toCloudEvent: event, context: context) else {
                    let type = event["type"]?.string ?? ""
                    return Self.failure(.unprocessableContent, "No event handler accepts the type \(type).")
                }
                let reply = try JSONDocument(parsing: output).root
                // A broker rejects replies that are not CloudEvents.
                if reply["specversion"] != nil { replies.append(reply) }
            }
            return Self.response(replies, isBatch: message.isBatch)
        } catch let error as CloudEventError {
            return Self.failure(error.status, error.message)
        } catch let error as HTTPError {
            return .json((["detail": error.detail] as JSON).bytes, status: error.status)
        } catch {
            context.logger.error("The event handler failed.", error: error)
            let isInvalid = error is EventError || error is ValidationFailure || error is DecodingError
            return isInvalid
                ? Self.failure(.unprocessableContent, "The event handler cannot decode the event.")
                : Self.failure(.internalServerError, "The event handler failed.")
        }
    }

    private static func response(_ replies: [JSONNode], isBatch: Bool) -> Response {
        guard let first = replies.first else { return Response(.noContent) }
        var writer = JSONWriter()
        if isBatch {
            writer.beginArray()
            for reply in replies { writer.node(reply) }
            writer.endArray()
        } else {
            writer.node(first)
        }
        let type = isBatch ? CloudEventMessage.batchType : CloudEventMessage.structuredType
        return Response(.ok, headers: [.contentType: type], body: .bytes(writer.finish()))
    }

    private static func failure(_ status: HTTPResponse.Status, _ message: String) -> Response {
        .json((["detail": .string(message)] as JSON).bytes, status: status)
    }
}
