import SwiftletJSON

/// The format of [Application Load Balancers](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html)
/// without multi-value headers.
///
/// They do not decode the query.
enum LoadBalancerFormat: HTTPEventFormat {
    /// Whether the `requestContext` of an event is that of a load balancer, with or without multi-value headers.
    static func recognizes(context: JSONNode) -> Bool {
        context["elb"] != nil
    }

    static func requestHead(from event: JSONNode, options: HTTPEventOptions) throws(EventError) -> Request {
        try request(from: event, of: .loadBalancer, headers: event["headers"], named: "headers", options: options)
    }

    /// Decodes the request of a load balancer of either kind, without its body.
    static func request(
        from event: JSONNode,
        of shape: HTTPEventShape,
        headers: JSONNode?,
        named member: StaticString,
        options: HTTPEventOptions
    ) throws(EventError) -> Request {
        guard let path = event["path"]?.string else { throw .missing("path") }
        var fields = RequestFields(reserving: headers?.count ?? 0)
        try fields.add(headers, named: member)

        var request = try Request(
            event: event,
            shape: shape,
            method: event["httpMethod"],
            named: "httpMethod",
            fields: fields
        )
        (request.basePath, request.path) = PathPrefix.split(path, after: options.basePath)
        request.query = try EventQuery.items(
            all: event["multiValueQueryStringParameters"],
            over: event["queryStringParameters"],
            areEncoded: true
        )
        request.host = fields.host
        request.clientAddress = ForwardedFor.client(fields.forwardedFor, trustedProxies: options.trustedProxies)
        return request
    }

    static var hasStatusDescription: Bool { true }

    static func write(_ fields: ResponseFields, to writer: inout JSONWriter) {
        fields.write(joinedWithCookies: "headers", to: &writer)
    }

    /// The limit of a load balancer, 1 MB.
    static var maximumResponseSize: Int { 1_048_576 }
}
