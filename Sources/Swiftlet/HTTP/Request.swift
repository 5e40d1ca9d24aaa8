public import HTTPTypes
public import SwiftletJSON

/// An HTTP request, independent of the event's shape.
///
/// ```swift
/// let client = Endpoint(.get, "/client", RequestInfo()) { request in
///     "\(request.clientAddress ?? "unknown") with \(request.header(.userAgent) ?? "no user agent")"
/// }
/// ```
public struct Request: Sendable {
    /// The method.
    public var method: HTTPRequest.Method
    /// The path below ``basePath``, beginning with `/`, without the query.
    public var path: String
    /// Whether ``path`` is percent-encoded.
    ///
    /// HTTP APIs of API Gateway decode the path before delivering the event.
    public var pathIsEncoded: Bool
    /// The stage or base path that precedes ``path`` in the public URL, such as `/prod`, or empty.
    public var basePath: String
    /// The decoded query parameters in order, including repeated names.
    public var query: [QueryItem]
    /// The header fields, including `Cookie`.
    ///
    /// The fields are converted from the event on first access; ``header(_:)`` is cheaper for a single field.
    public var headers: HTTPFields {
        get { headerSource.fields }
        _modify {
            var fields = headerSource.fields
            // Releases the fields so that they are mutated in place.
            headerSource = .fields([:])
            defer { headerSource = .fields(fields) }
            yield &fields
        }
    }
    /// The body, after base64 decoding.
    public var body: [UInt8]
    /// The scheme used by the client: `https` unless the event contains another.
    public var scheme: String
    /// The requested host, including the port if the client specified one.
    public var host: String?
    /// The client's IP address, as reported by the platform.
    public var clientAddress: String?
    /// The result of an authorizer, as contained in the event: an object, or `nil`.
    ///
    /// Its structure depends on the event shape; use ``claims``, ``scopes``, ``authorizerContext`` and ``iamIdentity`` to
    /// read it independently of the shape.
    public var authorizer: JSONNode?
    /// The decoded path parameters matched by the platform.
    public var pathParameters: [String: String]
    /// The shape of the request's event, which determines the format of the response.
    public var shape: HTTPEventShape
    /// The event, for data that the other properties do not provide.
    public var event: JSONNode?
    /// Additional content types whose response bodies the app sends as text.
    package var textTypes: Set<String> = []
    /// The decoded values of the route's path parameters, set by the router for the middleware of groups.
    package var pathValues: [QueryItem] = []

    private var headerSource: RequestHeaders

    /// Creates a request.
    public init(
        method: HTTPRequest.Method = .get,
        path: String = "/",
        query: [QueryItem] = [],
        headers: HTTPFields = [:],
        body: [UInt8] = [],
        shape: HTTPEventShape = .httpAPI
    ) {
        self.init(method, path: path, query: query, .fields(headers), body: body, shape: shape)
    }

    /// Creates a request whose header fields are still in its event.
    init(method: HTTPRequest.Method, headers: EventHeaders) {
        self.init(method, path: "/", query: [], .event(headers), body: [], shape: .httpAPI)
    }

    private init(
        _ method: HTTPRequest.Method,
        path: String,
        query: [QueryItem],
        _ headerSource: RequestHeaders,
        body: [UInt8],
        shape: HTTPEventShape
    ) {
        self.method = method
        self.path = path
        self.pathIsEncoded = true
        self.basePath = ""
        self.query = query
        self.headerSource = headerSource
        self.body = body
        self.scheme = "https"
        self.pathParameters = [:]
        self.shape = shape
    }

    /// The value of a header field, with repeated fields joined by commas, equal to `headers[name]`.
    public func header(_ name: HTTPField.Name) -> String? {
        headerSource[name]
    }

    /// The values of all header fields with a name in order, equal to `headers[values: name]`.
    public func headers(named name: HTTPField.Name) -> [String] {
        switch headerSource {
        case .fields(let fields): fields[values: name]
        case .event(let event): event.values(of: name)
        }
    }
}
