import HTTPTypes
package import Hummingbird
import NIOCore
import Swiftlet
package import SwiftletServer

/// Handles the requests of an HTTP server with a gateway.
package struct GatewayResponder: Sendable {
    private let gateway: any RequestGateway
    private let onResponse: @Sendable (RequestReport) -> Void

    /// Creates a responder.
    ///
    /// - Parameters:
    ///   - gateway: Handles the requests.
    ///   - onResponse: Receives a report of each request, before the body of its response is sent.
    package init(gateway: any RequestGateway, onResponse: @escaping @Sendable (RequestReport) -> Void) {
        self.gateway = gateway
        self.onResponse = onResponse
    }

    /// Handles one request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - connection: The connection.
    ///   - client: The client's address; by default that of the connection.
    /// - Returns: The response.
    /// - Throws: An error if the request is aborted.
    package func respond(
        to request: Hummingbird.Request,
        _ connection: ConnectionContext,
        client: String? = nil
    ) async throws -> Hummingbird.Response {
        let clock = ContinuousClock()
        let start = clock.now
        let limits = gateway.limits
        let reply: GatewayResponse
        if let rejection = limits.rejection(of: request.head) {
            // Clients may not read the response before they have sent the whole body.
            _ = try await request.collectBody(atMost: 0)
            reply = rejection
        } else if let body = try await request.collectBody(atMost: limits.bodyBytes) {
            reply = await gateway.respond(
                to: HTTPTranslation.request(request, body: body, client: client ?? connection.clientAddress),
                rawQuery: request.target.query
            )
        } else {
            reply = .bodyTooLarge(limits.bodyBytes, limits.service)
        }
        onResponse(
            RequestReport(
                method: request.method,
                target: request.head.path ?? "/",
                status: reply.response.status,
                failure: reply.failure,
                duration: start.duration(to: clock.now)
            )
        )
        return HTTPTranslation.response(reply.response, to: request.method)
    }
}
