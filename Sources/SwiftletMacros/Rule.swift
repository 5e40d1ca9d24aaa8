public import Swiftlet

/// Rules that the value of a field must satisfy, in the order in which they are applied.
///
/// ```swift
/// @Rule(.stripped, .length(1...200)) var title: String
/// @Rule(.check("must not be reserved") { $0 != "admin" }) var slug: String
/// ```
///
/// Of an optional or a `Patch`, the rules are about the value. A property may have several of these attributes.
@attached(peer)
public macro Rule<Value>(_ rules: Constraint<Value>...) =
    #externalMacro(module: "SwiftletMacrosPlugin", type: "RuleMacro")

/// Rules that fit values of several types, such as `.notNull` and `.unique()`.
// The compiler checks an attribute without the property's type, and prefers parameters that are not optional. So this one
// is chosen only where the rules leave the type open.
@attached(peer)
public macro Rule(_ rules: Constraint<[Bool]>?...) =
    #externalMacro(module: "SwiftletMacrosPlugin", type: "RuleMacro")
