import HTTPTypes
package import Swiftlet

/// The size limits, in bytes, of the service that invokes a function.
///
/// Sources: [HTTP API](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html),
/// [REST API](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html),
/// [function URL](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), Application Load Balancer
/// [headers](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html), their
/// [status](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html) and
/// [bodies](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html),
/// [VPC Lattice](https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html). AWS documents no header limit for
/// function URLs and VPC Lattice; the load balancer's limits are used for them. Where no status is documented, it is 431
/// ([RFC 6585, 5](https://www.rfc-editor.org/rfc/rfc6585#section-5)).
package struct GatewayLimits: Sendable, Hashable {
    /// The maximum body size of any service.
    package static let largestBodyBytes = 10 * mebibyte

    private static let mebibyte = 1024 * 1024

    /// The service's name, for messages.
    package let service: String
    /// The maximum size of a request body.
    let bodyBytes: Int
    /// The maximum total size of the request line and all header fields; API Gateway does not count field names.
    let headerBytes: Int
    /// The maximum size of the request line and of each header field; `nil` if unlimited.
    let headerLineBytes: Int?
    /// The status of the response to a request whose header is too large.
    let headerStatus: HTTPResponse.Status
    /// The maximum size of a buffered response, as JSON.
    let responseBytes: Int

    /// Creates the limits of the service that sends events of a shape.
    package init(_ shape: HTTPEventShape) {
        let (service, bodyBytes): (String, Int) =
            switch shape {
            case .httpAPI: ("an HTTP API", Self.largestBodyBytes)
            case .restAPI: ("a REST API", Self.largestBodyBytes)
            case .loadBalancer, .loadBalancerMultiValue: ("a load balancer with a Lambda target", Self.mebibyte)
            case .lattice, .latticeV1: ("VPC Lattice", 6 * Self.mebibyte)
            default: ("a function URL", 6 * Self.mebibyte)
            }
        self.service = service
        self.bodyBytes = bodyBytes
        let isAPIGateway = shape == .httpAPI || shape == .restAPI
        self.headerBytes = isAPIGateway ? 10_240 : 65_536
        self.headerLineBytes = isAPIGateway ? nil : 16_384
        let isBalancer = shape == .loadBalancer || shape == .loadBalancerMultiValue
        self.headerStatus = isBalancer ? .badRequest : .requestHeaderFieldsTooLarge
        self.responseBytes = shape.maximumResponseSize
    }

    /// The service's response if the request line or the header fields are too large; otherwise `nil`.
    func rejection(of head: HTTPRequest) -> GatewayResponse? {
        // Including the spaces, the version and the line ending.
        let requestLine =
            head.method.rawValue.utf8.count + (head.path?.utf8.count ?? 0) + " HTTP/1.1\r\n".utf8.count + 1
        guard let headerLineBytes else {
            let total = head.headerFields.reduce(requestLine) { $0 + $1.value.utf8.count }
            return total > headerBytes ? .headerTooLarge(self, headerBytes) : nil
        }
        var total = requestLine
        var longest = requestLine
        for field in head.headerFields {
            let size = field.name.rawName.utf8.count + field.value.utf8.count + ": \r\n".utf8.count
            total += size
            longest = max(longest, size)
        }
        if longest > headerLineBytes { return .headerLineTooLarge(self, headerLineBytes) }
        return total > headerBytes ? .headerTooLarge(self, headerBytes) : nil
    }
}
