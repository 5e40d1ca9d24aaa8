/// Declares an output-only field: a computed property, or a stored property with a value that inputs cannot set.
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
