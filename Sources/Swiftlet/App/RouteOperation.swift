package import SwiftletJSON

/// The inputs of a route, for tools that generate requests.
package struct RouteOperation: Sendable {
    /// The route.
    package let route: RouteDescription
    /// The path, query, header and cookie parameters.
    package let parameters: [OperationDescription.Parameter]
    /// The content type and JSON Schema of the body, or `nil` if no input reads one.
    package let body: Body?
    /// The required security schemes.
    package let security: [SecurityScheme]
    /// Groups of alternative security schemes: one of each group is sufficient.
    package let securityAlternatives: [[SecurityScheme]]
    /// The registry in which schema references are resolved.
    package let registry: SchemaRegistry

    /// All security schemes, required and alternative.
    package var securitySchemes: [SecurityScheme] { security + securityAlternatives.joined() }

    /// The request body.
    package struct Body: Sendable {
        /// The content type.
        package let contentType: String
        /// The JSON Schema.
        package let schema: JSONObject
        /// Whether the body is required.
        package let isRequired: Bool
        /// Example values.
        package let examples: [JSON]
    }
}
