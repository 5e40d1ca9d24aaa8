/// The format of a setting: how a text is parsed, and how an error message describes valid values.
///
/// The library has formats for common types, such as ``integer(_:)`` and ``duration(unit:in:)``. Add others as static members
/// of an extension:
///
/// ```swift
/// extension SettingFormat where Value == EmailAddress {
///     /// An email address.
///     static var emailAddress: SettingFormat {
///         SettingFormat("an email address") { EmailAddress($0) }
///     }
/// }
/// ```
public struct SettingFormat<Value: Sendable>: Sendable {
    /// The description of valid values, which follows "must be" in an error message.
    public let expectation: String
    /// Whether values are confidential, so that error messages do not contain their length.
    public let isSecret: Bool
    private let parse: @Sendable (_ text: String, _ name: String) -> Value?

    /// Creates a format.
    ///
    /// - Parameters:
    ///   - expectation: The description of valid values, which follows "must be" in an error message: a noun phrase such as
    ///     `a limit such as 100/minute`.
    ///   - isSecret: Whether values are confidential, so that error messages do not contain their length.
    ///   - parse: Parses a text that is not empty; `nil` if it is invalid.
    public init(
        _ expectation: String,
        isSecret: Bool = false,
        parse: @escaping @Sendable (_ text: String) -> Value?
    ) {
        self.init(expectation, isSecret: isSecret) { text, _ in parse(text) }
    }

    /// Creates a format whose values depend on the name of the variable.
    init(
        _ expectation: String,
        isSecret: Bool,
        parse: @escaping @Sendable (_ text: String, _ name: String) -> Value?
    ) {
        self.expectation = expectation
        self.isSecret = isSecret
        self.parse = parse
    }

    /// Parses the value of a variable.
    ///
    /// - Parameters:
    ///   - text: The value.
    ///   - name: The name of the variable.
    /// - Returns: The value, or `nil` if it is invalid.
    func value(of text: String, named name: String) -> Value? {
        parse(text, name)
    }

    /// Returns a format whose values are transformed.
    ///
    /// - Parameter transform: Converts a valid value.
    /// - Returns: The format, with the same expectation.
    public func map<Other: Sendable>(_ transform: @escaping @Sendable (Value) -> Other) -> SettingFormat<Other> {
        SettingFormat<Other>(expectation, isSecret: isSecret) { text, name in parse(text, name).map(transform) }
    }
}
