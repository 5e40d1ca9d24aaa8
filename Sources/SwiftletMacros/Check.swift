/// Declares a constraint on a whole model, checked if all fields are valid.
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
///   - reason: The reason for rejecting a value. The error message is the reason after `Value error, `.
///   - key: The key of the field in the error's location; `nil` for the whole model.
@attached(peer)
public macro Check(_ reason: String, at key: String? = nil) =
    #externalMacro(module: "SwiftletMacrosPlugin", type: "CheckMacro")
