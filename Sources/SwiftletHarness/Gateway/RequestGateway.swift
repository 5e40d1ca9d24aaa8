import HTTPTypes
import Swiftlet
import SwiftletJSON

/// What answers the requests of an HTTP server.
protocol RequestGateway: Sendable {
    /// The size limits of the service that it stands for.
    var limits: GatewayLimits { get }

    /// Responds to a request whose size is within the limits.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - rawQuery: the query as the client sent it, without the question mark; `nil` to encode the request's.
    /// - Returns: the response.
    func respond(to request: Swiftlet.Request, rawQuery: String?) async -> GatewayReply
}

extension RequestGateway {
    /// Responds to a request whose query is encoded from its items.
    func respond(to request: Swiftlet.Request) async -> GatewayReply {
        await respond(to: request, rawQuery: nil)
    }
}

/// What comes out of a gateway for one request.
struct GatewayReply: Sendable {
    var response: Swiftlet.Response
    /// What went wrong in the function, for the log of the gateway: the client learns its type, and nothing else of it.
    var failure: String?
}

extension GatewayReply {
    /// A response of the gateway itself, with `{"message": …}` as its body.
    static func rejected(_ status: HTTPResponse.Status, _ message: String) -> GatewayReply {
        GatewayReply(response: .json((["message": .string(message)] as JSON).bytes, status: status))
    }

    /// The request body is larger than the service accepts.
    static func bodyTooLarge(_ limit: Int, _ service: String) -> GatewayReply {
        rejected(.contentTooLarge, "The request body is too large: \(service) accepts at most \(limit) bytes.")
    }

    /// The request line and the header fields are larger than the service accepts.
    static func headerTooLarge(_ limits: GatewayLimits, _ limit: Int) -> GatewayReply {
        rejected(
            limits.headerStatus,
            "The request line and header fields are too large: \(limits.service) accepts at most \(limit) bytes."
        )
    }

    /// The request line or one header field is larger than the service accepts.
    static func headerLineTooLarge(_ limits: GatewayLimits, _ limit: Int) -> GatewayReply {
        rejected(
            limits.headerStatus,
            "The request line or a header field is too large: \(limits.service) accepts at most \(limit) bytes of each."
        )
    }
}
