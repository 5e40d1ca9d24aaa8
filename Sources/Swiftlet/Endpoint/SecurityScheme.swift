public import SwiftletJSON

/// An OpenAPI security scheme and the scopes that an endpoint requires of it.
public struct SecurityScheme: Sendable, Hashable {
    /// The name of the scheme in the OpenAPI document.
    package var name: String
    /// The OpenAPI Security Scheme Object.
    package var definition: JSONObject
    /// The scopes that an endpoint requires.
    package var scopes: [String]
    /// Whether requests without these credentials are also accepted.
    package var isOptional: Bool

    /// Creates a scheme.
    public init(name: String, definition: JSONObject, scopes: [String] = [], isOptional: Bool = false) {
        self.name = name
        self.definition = definition
        self.scopes = scopes
        self.isOptional = isOptional
    }
}
