import HTTPTypes
package import Swiftlet
import SwiftletJSON

/// A gateway's response to one request.
package struct GatewayResponse: Sendable {
    package var response: Swiftlet.Response
    /// The function's failure for the gateway's log; the client receives only its type.
    package var failure: String?
    /// The ID of the invocation; `nil` if the gateway has rejected the request.
    package var invocationID: String?

    /// Creates a response.
    package init(response: Swiftlet.Response, failure: String? = nil) {
        self.response = response
        self.failure = failure
    }
}

extension GatewayResponse {
    /// A response of the gateway itself, with the body `{"message": …}`.
    static func rejected(_ status: HTTPResponse.Status, _ message: String) -> GatewayResponse {
        GatewayResponse(response: .json((["message": .string(message)] as JSON).bytes, status: status))
    }

    /// The request body exceeds the service's limit.
    static func bodyTooLarge(_ limit: Int, _ service: String) -> GatewayResponse {
        rejected(.contentTooLarge, "The request body is too large: \(service) accepts at most \(limit) bytes.")
    }

    /// The request line and the header fields exceed the service's limit.
    static func headerTooLarge(_ limits: GatewayLimits, _ limit: Int) -> GatewayResponse {
        rejected(
            limits.headerStatus,
            "The request line and header fields are too large: \(limits.service) accepts at most \(limit) bytes."
        )
    }

    /// The request line or a header field exceeds the service's limit.
    static func headerLineTooLarge(_ limits: GatewayLimits, _ limit: Int) -> GatewayResponse {
        rejected(
            limits.headerStatus,
            "The request line or a header field is too large: \(limits.service) accepts at most \(limit) bytes of each."
        )
    }
}
