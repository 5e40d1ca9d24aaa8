public import Swiftlet

/// Adds constraints to a field, in the order in which they are applied.
///
/// ```swift
/// @Rule(.stripped, .length(1...200)) var title: String
/// @Rule(.check("must not be reserved") { $0 != "admin" }) var slug: String
/// ```
///
/// For an optional or a `Patch`, the constraints apply to the wrapped value. A property can have several `@Rule` attributes.
///
/// - Parameter rules: The constraints that the value must satisfy.
@attached(peer)
public macro Rule<Value>(_ rules: Constraint<Value>...) =
    #externalMacro(module: "SwiftletMacrosPlugin", type: "RuleMacro")

/// Adds constraints that apply to values of several types, such as `.notNull` and `.unique()`.
///
/// - Parameter rules: The constraints that the value must satisfy.
// The compiler type-checks an attribute without the type of the property, and prefers non-optional parameters. Therefore it
// selects this overload only if the arguments do not determine the type.
@attached(peer)
public macro Rule(_ rules: Constraint<[Bool]>?...) =
    #externalMacro(module: "SwiftletMacrosPlugin", type: "RuleMacro")
