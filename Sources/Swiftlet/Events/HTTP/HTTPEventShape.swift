/// The shape of an event that contains an HTTP request.
public struct HTTPEventShape: Sendable, Hashable, CustomStringConvertible {
    /// The shapes, with their short names.
    package enum Kind: String, CaseIterable, Sendable {
        case restAPI = "v1"
        case httpAPI = "v2"
        case functionURL = "url"
        case loadBalancer = "alb"
        case loadBalancerMultiValue = "alb-multi"
        case lattice
        case latticeV1 = "lattice-v1"
    }

    package let kind: Kind

    private init(_ kind: Kind) {
        self.kind = kind
    }

    /// Creates a shape from its short name, such as `v2`, or returns `nil` if the name is unknown.
    package init?(named name: String) {
        guard let kind = Kind(rawValue: name) else { return nil }
        self.kind = kind
    }

    /// The short name of the shape.
    public var description: String { kind.rawValue }

    /// An API Gateway REST API, or an HTTP API with payload format 1.0.
    public static var restAPI: HTTPEventShape { HTTPEventShape(.restAPI) }
    /// An API Gateway HTTP API with payload format 2.0.
    public static var httpAPI: HTTPEventShape { HTTPEventShape(.httpAPI) }
    /// A Lambda function URL.
    public static var functionURL: HTTPEventShape { HTTPEventShape(.functionURL) }
    /// An Application Load Balancer without multi-value headers.
    public static var loadBalancer: HTTPEventShape { HTTPEventShape(.loadBalancer) }
    /// An Application Load Balancer with multi-value headers.
    public static var loadBalancerMultiValue: HTTPEventShape { HTTPEventShape(.loadBalancerMultiValue) }
    /// VPC Lattice, event structure version `V2`.
    public static var lattice: HTTPEventShape { HTTPEventShape(.lattice) }
    /// VPC Lattice, event structure version `V1`, the default of a target group.
    ///
    /// See [Lambda functions as targets](https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html). The event
    /// has one value per header and query parameter, and no `requestContext`.
    public static var latticeV1: HTTPEventShape { HTTPEventShape(.latticeV1) }

    /// All shapes.
    public static var all: [HTTPEventShape] { Kind.allCases.map { HTTPEventShape($0) } }

    /// The maximum size of a function's streamed response, in bytes
    /// ([response streaming](https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html)).
    package static let maximumStreamSize = 200 * 1024 * 1024

    /// The maximum size of a response event in bytes of JSON.
    ///
    /// [Lambda's limit](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html) is slightly more than 6 MB,
    /// that of a [load balancer](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html)
    /// 1 MB.
    package var maximumResponseSize: Int { format.maximumResponseSize }

    /// The wire format of this shape.
    var format: any HTTPEventFormat.Type {
        switch kind {
        case .restAPI: RESTAPIFormat.self
        case .httpAPI: HTTPAPIFormat.self
        case .functionURL: FunctionURLFormat.self
        case .loadBalancer: LoadBalancerFormat.self
        case .loadBalancerMultiValue: MultiValueLoadBalancerFormat.self
        case .lattice: LatticeFormat.self
        case .latticeV1: LatticeV1Format.self
        }
    }
}
