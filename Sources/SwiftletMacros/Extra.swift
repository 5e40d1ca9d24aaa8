/// Marks the property that stores the extra keys: keys of the input that the model does not declare.
///
/// They are encoded after the fields.
///
/// ```swift
/// @Model
/// struct Product {
///     var name: String
///     @Extra var details: JSONObject = [:]
/// }
/// ```
///
/// The property is a `JSONObject`, or a typed dictionary such as `[String: Int]`.
@attached(peer)
public macro Extra() = #externalMacro(module: "SwiftletMacrosPlugin", type: "ExtraMacro")
