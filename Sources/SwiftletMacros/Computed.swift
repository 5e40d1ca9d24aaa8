/// A field that is only written: a computed property, or a stored one with a value that no input sets.
///
/// ```swift
/// @Model
/// struct Rectangle {
///     var width: Int
///     var height: Int
///     @Computed var area: Int { width * height }
/// }
/// ```
@attached(peer)
public macro Computed() = #externalMacro(module: "SwiftletMacrosPlugin", type: "ComputedMacro")
