public import SwiftletJSON

/// Adds documentation to a field, for the OpenAPI document.
///
/// ```swift
/// @Describe("The name that other users see.", examples: ["Ada Lovelace"]) var displayName: String
/// @Describe("Use `displayName`.", isDeprecated: true) var nickname: String?
/// ```
///
/// - Parameters:
///   - description: The description.
///   - title: The title; derived from the key if `nil`.
///   - examples: Example values.
///   - isDeprecated: Whether the documentation marks the field as deprecated.
@attached(peer)
public macro Describe(
    _ description: String? = nil,
    title: String? = nil,
    examples: [JSON] = [],
    isDeprecated: Bool = false
) = #externalMacro(module: "SwiftletMacrosPlugin", type: "DescribeMacro")
