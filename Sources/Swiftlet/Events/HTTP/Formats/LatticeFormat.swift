import SwiftletJSON

/// The format of [VPC Lattice](https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html) with event structure
/// version `V2`.
enum LatticeFormat: HTTPEventFormat {
    /// Whether an event with a `requestContext` is from VPC Lattice.
    static func recognizes(_ event: JSONNode, context: JSONNode) -> Bool {
        event["method"] != nil && (context["targetGroupArn"] != nil || context["serviceArn"] != nil)
    }

    static func requestHead(from event: JSONNode, options: HTTPEventOptions) throws(EventError) -> Request {
        try request(from: event, of: .lattice, path: "path", query: "queryStringParameters", options: options)
    }

    /// Decodes the request of either version, without its body.
    static func request(
        from event: JSONNode,
        of shape: HTTPEventShape,
        path pathMember: String,
        query queryMember: String,
        options: HTTPEventOptions
    ) throws(EventError) -> Request {
        guard let path = event[pathMember]?.string else { throw .missing(pathMember) }
        let headers = event["headers"]
        var fields = RequestFields(reserving: headers?.count ?? 0)
        try fields.add(headers, named: "headers")

        var request = try Request(
            event: event,
            shape: shape,
            method: event["method"],
            named: "method",
            fields: fields
        )
        // The path is not decoded and may include the query.
        let end = path.utf8.firstIndex(of: UInt8(ascii: "?")) ?? path.utf8.endIndex
        (request.basePath, request.path) = PathPrefix.split(String(path[..<end]), after: options.basePath)
        let rawQuery = path[end...].dropFirst()
        if rawQuery.isEmpty {
            request.query = try EventQuery.items(all: event[queryMember], over: nil, areEncoded: false)
        } else {
            // Preferred because the map of version 1 only has one value per name.
            request.query = QueryString.parse(String(rawQuery))
        }
        request.host = fields.host
        request.clientAddress = ForwardedFor.client(fields.forwardedFor, trustedProxies: options.trustedProxies)
        return request
    }

    static var hasStatusDescription: Bool { true }

    static func write(_ fields: ResponseFields, to writer: inout JSONWriter) {
        fields.write(joinedWithCookies: "headers", to: &writer)
    }
}
