package import Swiftlet

/// Handles the requests of an HTTP server.
package protocol RequestGateway: Sendable {
    /// The size limits of the emulated service.
    var limits: GatewayLimits { get }

    /// Responds to a request whose size is within the limits.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - rawQuery: The query as the client sent it, without the question mark; `nil` to encode that of the request.
    /// - Returns: The response.
    func respond(to request: Swiftlet.Request, rawQuery: String?) async -> GatewayResponse
}

extension RequestGateway {
    /// Responds to a request whose query is encoded from its items.
    package func respond(to request: Swiftlet.Request) async -> GatewayResponse {
        await respond(to: request, rawQuery: nil)
    }
}
