public import SwiftletJSON

/// What the documentation says about a field.
///
/// ```swift
/// @Describe("The name that other users see.", examples: ["Ada Lovelace"]) var displayName: String
/// @Describe("Use `displayName`.", isDeprecated: true) var nickname: String?
/// ```
///
/// - Parameters:
///   - description: what the field means.
///   - title: a title; made from the key if `nil`.
///   - examples: example values.
///   - isDeprecated: whether the documentation advises against the field.
@attached(peer)
public macro Describe(
    _ description: String? = nil,
    title: String? = nil,
    examples: [JSON] = [],
    isDeprecated: Bool = false
) = #externalMacro(module: "SwiftletMacrosPlugin", type: "DescribeMacro")
