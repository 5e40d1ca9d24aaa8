/// The shape of an event that carries an HTTP request.
public struct HTTPEventShape: Sendable, Hashable, CustomStringConvertible {
    enum Kind: String, CaseIterable {
        case restAPI = "v1"
        case httpAPI = "v2"
        case functionURL = "url"
        case loadBalancer = "alb"
        case loadBalancerMultiValue = "alb-multi"
        case lattice
        case latticeV1 = "lattice-v1"
    }

    let kind: Kind

    init(_ kind: Kind) {
        self.kind = kind
    }

    /// Finds a shape by its short name, such as `v2`.
    ///
    /// - Returns: `nil` if no shape is called so.
    public init?(named name: String) {
        guard let kind = Kind(rawValue: name) else { return nil }
        self.kind = kind
    }

    /// The shape's short name.
    public var description: String { kind.rawValue }

    /// API Gateway's REST API, payload format 1.0; also an HTTP API that is set to it.
    public static var restAPI: HTTPEventShape { HTTPEventShape(.restAPI) }
    /// API Gateway's HTTP API, payload format 2.0.
    public static var httpAPI: HTTPEventShape { HTTPEventShape(.httpAPI) }
    /// A function URL.
    public static var functionURL: HTTPEventShape { HTTPEventShape(.functionURL) }
    /// An Application Load Balancer with single-value headers.
    public static var loadBalancer: HTTPEventShape { HTTPEventShape(.loadBalancer) }
    /// An Application Load Balancer with multi-value headers.
    public static var loadBalancerMultiValue: HTTPEventShape { HTTPEventShape(.loadBalancerMultiValue) }
    /// VPC Lattice, event structure version `V2`.
    public static var lattice: HTTPEventShape { HTTPEventShape(.lattice) }
    /// VPC Lattice, event structure version `V1`, which a target group has unless it is created with `V2`.
    ///
    /// See [Lambda functions as targets](https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html). The event
    /// has one value per header and query parameter, and no `requestContext`.
    public static var latticeV1: HTTPEventShape { HTTPEventShape(.latticeV1) }

    /// Every shape.
    public static var all: [HTTPEventShape] { Kind.allCases.map { HTTPEventShape($0) } }

    /// The longest event that Lambda delivers, in bytes of its JSON; a larger request is rejected with 413.
    ///
    /// See [Lambda's quotas](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
    package static let maximumEventSize = 6_291_556

    /// The largest streamed response of a function, in bytes
    /// ([response streaming](https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html)).
    package static let maximumStreamSize = 200 * 1024 * 1024

    /// The longest body that a request may have, in bytes, where the source of the event limits it; else `nil`.
    ///
    /// [A load balancer](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html) accepts one
    /// megabyte, [VPC Lattice](https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html) six. The body is
    /// counted as the client sends it, before base64.
    package var maximumRequestBodySize: Int? {
        switch kind {
        case .loadBalancer, .loadBalancerMultiValue: 1_048_576
        case .lattice, .latticeV1: 6_291_456
        case .restAPI, .httpAPI, .functionURL: nil
        }
    }

    /// Whether an event of this shape has room for one value of each header field and query parameter only.
    package var hasSingleValues: Bool { kind == .loadBalancer || kind == .latticeV1 }

    /// The longest response event the platform takes from a function, in bytes of its JSON.
    ///
    /// [Lambda's limit](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html) is six megabytes and a
    /// little, [a load balancer's](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html)
    /// one megabyte.
    public var maximumResponseSize: Int {
        switch kind {
        case .loadBalancer, .loadBalancerMultiValue: 1_048_576
        default: 6_291_556
        }
    }
}
