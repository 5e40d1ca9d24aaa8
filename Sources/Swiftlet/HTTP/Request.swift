public import HTTPTypes
public import SwiftletJSON

/// An HTTP request, whatever event it came in.
public struct Request: Sendable {
    /// The method.
    public var method: HTTPRequest.Method
    /// The path below ``basePath``, beginning with `/`, without the query.
    public var path: String
    /// Whether ``path`` is percent-encoded.
    ///
    /// API Gateway's HTTP API decodes it before it delivers the event.
    public var pathIsEncoded: Bool
    /// The part of the public URL before ``path``: a stage or a custom base path such as `/prod`, or nothing.
    public var basePath: String
    /// The query's names and values, decoded, in order, repeated names kept.
    public var query: [QueryItem]
    /// The header fields; `Cookie` is among them where the event had cookies.
    ///
    /// An event's fields are made the first time they are asked for: ``header(_:)`` is the cheaper way to one of them.
    public var headers: HTTPFields {
        get { headerSource.fields }
        _modify {
            var fields = headerSource.fields
            // Lets go of the fields, so that they are changed in place.
            headerSource = .fields([:])
            defer { headerSource = .fields(fields) }
            yield &fields
        }
    }
    /// The body, decoded from base64 where the event had it so.
    public var body: [UInt8]
    /// The scheme the client used: `https` unless the event says otherwise.
    public var scheme: String
    /// The host name the client asked for, with a port where it named one.
    public var host: String?
    /// The client's address, as the platform knows it.
    public var clientAddress: String?
    /// What an authorizer in front of the function added, as the event has it: an object, or `nil`.
    ///
    /// Where in it things stand differs from shape to shape; ``claims``, ``scopes``, ``authorizerContext`` and
    /// ``iamIdentity`` look in the right place.
    public var authorizer: JSONNode?
    /// The path parameters the platform itself matched, decoded.
    public var pathParameters: [String: String]
    /// The shape of event this request came in, which decides the shape of the response.
    public var shape: HTTPEventShape
    /// The event itself, for what the fields above do not carry.
    public var event: JSONNode?
    /// Content types, beside the known ones, whose response bodies the app sends as text.
    package var textTypes: Set<String> = []

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

    /// The value of one header field, several of that name joined by commas: what `headers[name]` is.
    public func header(_ name: HTTPField.Name) -> String? {
        headerSource[name]
    }

    /// The values of all header fields of one name, in their order: what `headers[values: name]` is.
    public func headers(named name: HTTPField.Name) -> [String] {
        switch headerSource {
        case .fields(let fields): fields[values: name]
        case .event(let event): event.values(of: name)
        }
    }
}

/// One name and value of a query or a form, decoded.
public struct QueryItem: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value; empty where the text had a name only.
    public var value: String

    /// Creates an item.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
