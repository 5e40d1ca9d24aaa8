import HTTPTypes
import SwiftletJSON

/// The members of an event in payload format 2.0 of API Gateway, which function URLs use as well.
struct Version2Members {
    private let event: JSONNode
    private let http: JSONNode
    let context: JSONNode
    /// The path, which may begin with a stage or base path.
    let path: String

    /// Whether the `requestContext` of an event has the members of payload format 2.0.
    static func recognizes(context: JSONNode) -> Bool {
        context["http"]?.kind == .object
    }

    init(_ event: JSONNode) throws(EventError) {
        guard let context = event["requestContext"], let http = context["http"] else {
            throw .missing("requestContext.http")
        }
        var rawPath = event["rawPath"]
        if rawPath?.isNull ?? true { rawPath = http["path"] }
        guard let path = rawPath?.string else { throw .missing("rawPath") }
        self.event = event
        self.http = http
        self.context = context
        self.path = path
    }

    /// Creates the request without its body.
    ///
    /// - Parameters:
    ///   - shape: The event's shape.
    ///   - path: The path, split into stage or base path, and rest.
    ///   - pathIsEncoded: Whether the path and the path parameters are percent-encoded.
    ///   - options: The decoding options.
    /// - Returns: The request.
    /// - Throws: ``EventError`` if the method is missing, or a member has the wrong type.
    func request(
        of shape: HTTPEventShape,
        path: (prefix: String, rest: String),
        pathIsEncoded: Bool,
        options: HTTPEventOptions
    ) throws(EventError) -> Request {
        let headers = event["headers"]
        let cookies = event["cookies"]
        var request: Request
        let host: String?
        if let plain = EventHeaders(headers, cookies: cookies) {
            let method = try HTTPRequest.Method(http["method"], named: "requestContext.http.method")
            request = Request(method: method, headers: plain)
            request.event = event
            request.shape = shape
            if plain.forwardedProto == "http" { request.scheme = "http" }
            host = plain.host
        } else {
            var fields = RequestFields(reserving: (headers?.count ?? 0) + (cookies?.count ?? 0))
            fields.skipsCookies = (cookies?.count ?? 0) > 0
            try fields.add(headers, named: "headers")
            if let cookies {
                for cookie in cookies.elements {
                    guard let text = cookie.string else {
                        throw .wrongType(cookie, expected: "a string", at: "cookies")
                    }
                    try fields.add(cookie: text)
                }
            }
            request = try Request(
                event: event,
                shape: shape,
                method: http["method"],
                named: "requestContext.http.method",
                fields: fields
            )
            host = fields.host
        }
        request.basePath = path.prefix
        request.path = path.rest
        request.pathIsEncoded = pathIsEncoded
        if let query = event["rawQueryString"]?.stringBytes {
            if !query.isEmpty { request.query = QueryString.parse(query.span) }
        } else {
            // Test consoles and emulators omit the raw query. The map has repeated values joined with commas.
            request.query = try EventQuery.items(all: nil, over: event["queryStringParameters"], areEncoded: false)
        }
        request.host = host ?? context["domainName"]?.string
        request.clientAddress = ForwardedFor.client(
            request.header(.xForwardedFor),
            sourceAddress: http["sourceIp"]?.string,
            trustedProxies: options.trustedProxies
        )
        request.authorizer = context["authorizer"]?.nonEmptyObject
        request.pathParameters = Request.pathParameters(event["pathParameters"], areEncoded: pathIsEncoded)
        return request
    }

    /// Writes the header fields of a response.
    static func write(_ fields: ResponseFields, to writer: inout JSONWriter) {
        fields.write(joined: "headers", to: &writer)
        fields.writeCookies(to: &writer)
    }
}
