/// A condition on the fields of a model together, checked once each of them is valid.
///
/// ```swift
/// @Model
/// struct Booking {
///     var begin: Date
///     var end: Date
///     @Check("must be after begin", at: "end") var endsAfterBegin: Bool { begin < end }
/// }
/// ```
///
/// - Parameters:
///   - reason: what is wrong with a value that is rejected; the message says `Value error, ` in front of it.
///   - key: the key of the field to which the error belongs; `nil` for the model as a whole.
@attached(peer)
public macro Check(_ reason: String, at key: String? = nil) =
    #externalMacro(module: "SwiftletMacrosPlugin", type: "CheckMacro")
