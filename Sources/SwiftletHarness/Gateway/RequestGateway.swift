internal import Swiftlet

/// What answers the requests of an HTTP server.
protocol RequestGateway: Sendable {
    /// Answers a request.
    func respond(to request: Swiftlet.Request) async -> GatewayReply
}

/// What comes out of a gateway for one request.
struct GatewayReply: Sendable {
    var response: Swiftlet.Response
    /// What went wrong in the function, for the log of the gateway: the client learns its type, and nothing else of it.
    var failure: String?
}
