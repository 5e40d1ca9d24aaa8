public import HTTPTypes
public import SwiftletJSON

/// A type that an endpoint can return: a model, any other schema value, or a ``Response``.
public protocol EndpointOutput: Sendable {
    /// Creates the response.
    ///
    /// - Parameter status: The endpoint's default status.
    /// - Returns: The response.
    /// - Throws: An error if the value cannot be encoded.
    func response(_ status: HTTPResponse.Status) throws -> Response

    /// Returns the JSON Schema of the response, or `nil` if it is not JSON or has no known schema.
    static func describeOutput(_ registry: inout SchemaRegistry) -> JSONObject?

    /// The content types of a response that is not JSON, for the OpenAPI document.
    static var documentedContentTypes: [String] { get }
}

extension EndpointOutput {
    /// Defaults to any content type, `*/*`.
    public static var documentedContentTypes: [String] { ["*/*"] }
}

extension EndpointOutput where Self: SchemaValue {
    /// Encodes the value as a JSON response.
    public func response(_ status: HTTPResponse.Status) throws -> Response {
        var writer = JSONWriter(reserving: 512)
        try encode(to: &writer)
        return .json(writer.finish(), status: status)
    }

    /// Returns the value's schema.
    public static func describeOutput(_ registry: inout SchemaRegistry) -> JSONObject? {
        let mode = registry.mode
        registry.mode = .output
        defer { registry.mode = mode }
        return describe([], &registry)
    }
}

extension Response: EndpointOutput {
    /// Returns the response itself, with its own status.
    public func response(_ status: HTTPResponse.Status) -> Response {
        self
    }

    /// Returns `nil`, as the content is not known.
    public static func describeOutput(_ registry: inout SchemaRegistry) -> JSONObject? {
        nil
    }
}
