public import HTTPTypes
public import SwiftletJSON

/// What an endpoint may return: a model, any other schema value, or a whole ``Response``.
public protocol EndpointOutput: Sendable {
    /// Makes the response.
    ///
    /// - Parameter status: the status the endpoint declares.
    /// - Returns: the response.
    /// - Throws: an error if the value cannot be written.
    func response(_ status: HTTPResponse.Status) throws -> Response

    /// The schema of the response's JSON, or `nil` if it is not JSON or not known.
    static func describeOutput(_ registry: inout SchemaRegistry) -> JSONObject?

    /// The content types of a response that is not JSON, for the documentation.
    static var documentedContentTypes: [String] { get }
}

extension EndpointOutput {
    /// Any.
    public static var documentedContentTypes: [String] { ["*/*"] }
}

extension EndpointOutput where Self: SchemaValue {
    /// A JSON response.
    public func response(_ status: HTTPResponse.Status) throws -> Response {
        var writer = JSONWriter(reserving: 512)
        try encode(to: &writer)
        return .json(writer.finish(), status: status)
    }

    /// The value's schema.
    public static func describeOutput(_ registry: inout SchemaRegistry) -> JSONObject? {
        let mode = registry.mode
        registry.mode = .output
        defer { registry.mode = mode }
        return describe([], &registry)
    }
}

extension Response: EndpointOutput {
    /// The response as it is, with its own status.
    public func response(_ status: HTTPResponse.Status) -> Response {
        self
    }

    /// `nil`: a response may be anything.
    public static func describeOutput(_ registry: inout SchemaRegistry) -> JSONObject? {
        nil
    }
}

/// A value with a status or header fields of its own.
///
/// ```swift
/// return Reply(UserResponse(user), status: .created, headers: [.location: "/users/\(user.id)"])
/// ```
public struct Reply<Value: EndpointOutput>: EndpointOutput {
    /// The value.
    public var value: Value
    /// The status, or `nil` for the one the endpoint declares.
    public var status: HTTPResponse.Status?
    /// Header fields to add.
    public var headers: HTTPFields

    /// Creates a reply.
    public init(_ value: Value, status: HTTPResponse.Status? = nil, headers: HTTPFields = [:]) {
        self.value = value
        self.status = status
        self.headers = headers
    }

    /// The value's response with the reply's status and header fields.
    public func response(_ status: HTTPResponse.Status) throws -> Response {
        var response = try value.response(self.status ?? status)
        for field in headers {
            if field.name == .setCookie {
                response.headers.append(field)
            } else {
                response.headers[field.name] = field.value
            }
        }
        return response
    }

    /// The value's schema.
    public static func describeOutput(_ registry: inout SchemaRegistry) -> JSONObject? {
        Value.describeOutput(&registry)
    }

    /// The value's content types.
    public static var documentedContentTypes: [String] { Value.documentedContentTypes }
}
