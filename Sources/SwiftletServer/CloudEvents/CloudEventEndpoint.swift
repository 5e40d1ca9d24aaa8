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
    /// The senders whose validation requests are granted.
    var origins = WebhookOrigins.none
    /// The rate that is granted to a sender, in requests per minute; `nil` for no limit.
    var rate: Int?

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

    // MARK: - Validation

    /// Responds to a [validation
    /// request](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md#4-abuse-protection), with which a
    /// sender asks for the permission to deliver events.
    ///
    /// Permission is granted only in the response. The callback URL of a request is never called: anyone could have the server
    /// send requests to any address.
    ///
    /// - Returns: The response with the permission. `nil` for a sender that is not permitted, and for any other request: then
    ///   the app responds, which the sender does not interpret as permission.
    func validation(of request: Request, context: Context) -> Response? {
        guard request.method == .options, request.path == path, let origin = request.header(.webhookRequestOrigin)
        else {
            return nil
        }
        guard let permission = origins.permission(for: origin) else {
            context.logger.notice(
                "The validation request of a sender of CloudEvents is not granted: SWIFTLET_EVENTS_ORIGINS does not list it.",
                metadata: ["origin": "\(origin.prefix(Self.maximumLoggedOrigin))"]
            )
            return nil
        }
        return Response(
            .ok,
            headers: [
                .allow: "POST, OPTIONS",
                .webhookAllowedOrigin: permission,
                .webhookAllowedRate: rate.map { "\($0)" } ?? "*",
            ]
        )
    }

    /// The maximum number of characters of an unknown sender's name in the log: the maximum length of a DNS name.
    private static let maximumLoggedOrigin = 253

    // MARK: - Responses

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

extension HTTPField.Name {
    /// `WebHook-Request-Origin`: the sender that asks for permission.
    static let webhookRequestOrigin = HTTPField.Name.constant("WebHook-Request-Origin")
    /// `WebHook-Allowed-Origin`: the sender that is permitted, or `*`.
    static let webhookAllowedOrigin = HTTPField.Name.constant("WebHook-Allowed-Origin")
    /// `WebHook-Allowed-Rate`: the permitted number of requests per minute, or `*`.
    static let webhookAllowedRate = HTTPField.Name.constant("WebHook-Allowed-Rate")
}
