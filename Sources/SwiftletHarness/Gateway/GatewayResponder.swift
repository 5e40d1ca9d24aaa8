import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Swiftlet

/// Handles the requests of an HTTP server with a gateway and logs a line for each.
struct GatewayResponder: Sendable {
    let gateway: any RequestGateway
    let console: Console.Stream
    var isQuiet = false

    /// Handles one request.
    ///
    /// - Throws: An error if the request is aborted.
    func respond(to request: Hummingbird.Request, _ connection: ConnectionContext) async throws -> Hummingbird.Response
    {
        let clock = ContinuousClock()
        let start = clock.now
        let limits = gateway.limits
        let reply: GatewayResponse
        if let rejection = limits.rejection(of: request.head) {
            // Clients may not read the response before they have sent the whole body.
            _ = try await request.collectBody(atMost: 0)
            reply = rejection
        } else if let body = try await request.collectBody(atMost: limits.bodyBytes) {
            let client = connection.channel.remoteAddress?.ipAddress
            reply = await gateway.respond(
                to: HTTPTranslation.request(request, body: body, client: client),
                rawQuery: request.target.query
            )
        } else {
            reply = .bodyTooLarge(limits.bodyBytes, limits.service)
        }
        report(request, reply, start.duration(to: clock.now))
        return HTTPTranslation.response(reply.response, to: request.method)
    }

    private func report(_ request: Hummingbird.Request, _ reply: GatewayResponse, _ duration: Duration) {
        if let failure = reply.failure {
            console.print(Style.red("The function failed: \(failure)", on: console))
        }
        guard !isQuiet else { return }
        let time = Style.dim(String(format: "%.1f ms", duration.milliseconds), on: console)
        console.print("\(request.method) \(request.head.path ?? "/") \(reply.response.status.code) \(time)")
    }
}
