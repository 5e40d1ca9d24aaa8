/// Sets the key of a field in JSON, instead of applying the naming strategy of the model.
///
/// ```swift
/// @Key("ISBN", aliases: ["isbn13"]) var number: String
/// @Key(aliases: ["mail"]) var email: EmailAddress
/// ```
///
/// - Parameters:
///   - key: The key; derived from the name of the property if `nil`.
///   - aliases: Other keys that inputs may use for the field, tried in order after `key`.
@attached(peer)
public macro Key(_ key: String? = nil, aliases: [String] = []) =
    #externalMacro(module: "SwiftletMacrosPlugin", type: "KeyMacro")
