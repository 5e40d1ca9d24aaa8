public import HTTPTypes
public import SwiftletJSON

/// A value with its own status or header fields.
///
/// ```swift
/// let user = try await users.create(new)
/// return Reply(UserResponse(user), headers: [.location: request.externalPath("\(request.encodedPath)/\(user.id)")])
/// ```
public struct Reply<Value: EndpointOutput>: EndpointOutput {
    /// The value.
    public var value: Value
    /// The status, or `nil` for the endpoint's default.
    public var status: HTTPResponse.Status?
    /// Additional header fields.
    public var headers: HTTPFields

    /// Creates a reply.
    public init(_ value: Value, status: HTTPResponse.Status? = nil, headers: HTTPFields = [:]) {
        self.value = value
        self.status = status
        self.headers = headers
    }

    /// Creates the value's response, with the reply's status and header fields.
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

    /// Returns the value's schema.
    public static func describeOutput(_ registry: inout SchemaRegistry) -> JSONObject? {
        Value.describeOutput(&registry)
    }

    /// The value's content types.
    public static var documentedContentTypes: [String] { Value.documentedContentTypes }
}
