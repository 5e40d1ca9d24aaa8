/// The key of a field in JSON, where the naming rule of the model does not apply.
///
/// ```swift
/// @Key("ISBN", aliases: ["isbn13"]) var number: String
/// @Key(aliases: ["mail"]) var email: EmailAddress
/// ```
///
/// - Parameters:
///   - key: the key; made from the property's name if `nil`.
///   - aliases: other keys under which an input may have the field, tried in order after its own.
@attached(peer)
public macro Key(_ key: String? = nil, aliases: [String] = []) =
    #externalMacro(module: "SwiftletMacrosPlugin", type: "KeyMacro")
