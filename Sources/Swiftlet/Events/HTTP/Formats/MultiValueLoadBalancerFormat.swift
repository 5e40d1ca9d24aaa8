import SwiftletJSON

/// The format of [Application Load Balancers](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html)
/// with multi-value headers.
enum MultiValueLoadBalancerFormat: HTTPEventFormat {
    /// Whether the event of a load balancer has multi-value headers.
    static func recognizes(_ event: JSONNode) -> Bool {
        event["multiValueHeaders"]?.kind == .object
    }

    static func requestHead(from event: JSONNode, options: HTTPEventOptions) throws(EventError) -> Request {
        try LoadBalancerFormat.request(
            from: event,
            of: .loadBalancerMultiValue,
            headers: event["multiValueHeaders"],
            named: "multiValueHeaders",
            options: options
        )
    }

    static var hasStatusDescription: Bool { true }

    static func write(_ fields: ResponseFields, to writer: inout JSONWriter) {
        fields.write(all: "multiValueHeaders", to: &writer)
    }

    static var maximumResponseSize: Int { LoadBalancerFormat.maximumResponseSize }
}
