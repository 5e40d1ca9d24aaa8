internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Swiftlet

/// Answers the requests of an HTTP server through a gateway, with a line for each.
struct GatewayResponder: Sendable {
    let gateway: any RequestGateway
    let console: Console.Stream
    var isQuiet = false

    /// Answers one request.
    ///
    /// - Throws: an error if the request breaks off.
    func respond(to request: Hummingbird.Request, _ connection: ConnectionContext) async throws -> Hummingbird.Response
    {
        let clock = ContinuousClock()
        let start = clock.now
        let limits = gateway.limits
        var reply = GatewayReply.bodyTooLarge(limits.bodyBytes, limits.service)
        let isUnsent = hasUnsentBody(request)
        if isUnsent {
            // The client awaits permission to send the body, and does not get it.
        } else if let body = try await request.collectBody(atMost: limits.bodyBytes) {
            if headerSize(of: request) > limits.headerBytes {
                reply = .headerTooLarge(limits)
            } else {
                let client = connection.channel.remoteAddress?.ipAddress
                reply = await gateway.respond(to: HTTPTranslation.request(request, body: body, client: client))
            }
        }
        report(request, reply, start.duration(to: clock.now))
        var response = HTTPTranslation.response(reply.response, to: request.method)
        if isUnsent { response.headers[.connection] = "close" }
        return response
    }

    /// Whether the client waits for `100 Continue` with a body that no gateway here accepts, see ``HTTP1Rules``.
    private func hasUnsentBody(_ request: Hummingbird.Request) -> Bool {
        guard request.headers[.expect]?.lowercased() == "100-continue" else { return false }
        return request.headers[.contentLength].flatMap { Int($0) } ?? 0 > GatewayLimits.largestBodyBytes
    }

    /// The bytes that API Gateway counts: the request line and the header values.
    private func headerSize(of request: Hummingbird.Request) -> Int {
        request.headers.reduce(request.method.rawValue.utf8.count + (request.head.path?.utf8.count ?? 0)) {
            $0 + $1.value.utf8.count
        }
    }

    private func report(_ request: Hummingbird.Request, _ reply: GatewayReply, _ duration: Duration) {
        if let failure = reply.failure {
            console.print(Style.red("The function failed: \(failure)", on: console))
        }
        guard !isQuiet else { return }
        let time = Style.dim(String(format: "%.1f ms", duration.milliseconds), on: console)
        console.print("\(request.method) \(request.head.path ?? "/") \(reply.response.status.code) \(time)")
    }
}
