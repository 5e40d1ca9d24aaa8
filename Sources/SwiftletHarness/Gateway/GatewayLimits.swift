internal import Swiftlet

/// The size limits of the service in front of a function, all in bytes.
///
/// Sources: [HTTP API](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html),
/// [REST API](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html),
/// [function URL](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), Application Load Balancer
/// [headers](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html) and
/// [bodies](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html),
/// [VPC Lattice](https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html). AWS documents no header limit for
/// function URLs and VPC Lattice; the load balancer's applies to them here.
struct GatewayLimits: Sendable, Hashable {
    /// The largest body of any service.
    static let largestBodyBytes = 10 * mebibyte

    private static let mebibyte = 1024 * 1024

    /// The service's name, for messages.
    let service: String
    /// The largest request body.
    let bodyBytes: Int
    /// The most that the request line and all header values may have together.
    let headerBytes: Int
    /// The largest buffered response of the function: its JSON.
    let responseBytes: Int

    /// The limits of the service that sends events of a shape.
    init(_ shape: HTTPEventShape) {
        let (service, bodyBytes, headerBytes): (String, Int, Int) =
            switch shape {
            case .httpAPI: ("an HTTP API", Self.largestBodyBytes, 10_240)
            case .restAPI: ("a REST API", Self.largestBodyBytes, 10_240)
            case .loadBalancer, .loadBalancerMultiValue:
                ("a load balancer with a Lambda target", Self.mebibyte, 65_536)
            case .lattice: ("VPC Lattice", 6 * Self.mebibyte, 65_536)
            default: ("a function URL", 6 * Self.mebibyte, 65_536)
            }
        self.service = service
        self.bodyBytes = bodyBytes
        self.headerBytes = headerBytes
        self.responseBytes = shape.maximumResponseSize
    }
}
