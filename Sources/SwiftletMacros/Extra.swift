/// The property that keeps the keys which the model does not declare, and from which they are written back.
///
/// ```swift
/// @Model
/// struct Product {
///     var name: String
///     @Extra var details: JSONObject = [:]
/// }
/// ```
///
/// The property is a `JSONObject`, or a dictionary whose keys and values have one type each, such as `[String: Int]`.
@attached(peer)
public macro Extra() = #externalMacro(module: "SwiftletMacrosPlugin", type: "ExtraMacro")
