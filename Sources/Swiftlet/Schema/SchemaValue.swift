public import SwiftletJSON

/// A type that can be used as an input or an output: it provides decoding, validation, encoding and a JSON Schema.
///
/// ```swift
/// extension AccountNumber: SchemaValue {
///     static func decode(
///         _ input: InputValue,
///         constraints: [Constraint<AccountNumber>],
///         validation: inout Validation
///     ) -> AccountNumber? {
///         String.decode(input, constraints: [.pattern("^[0-9]{10}$")], validation: &validation).map(AccountNumber.init)
///     }
///
///     func encode(to writer: inout JSONWriter) {
///         writer.string(text)
///     }
///
///     static func describe(_ constraints: [Constraint<AccountNumber>], _ registry: inout SchemaRegistry) -> JSONObject {
///         String.describe([.pattern("^[0-9]{10}$")], &registry)
///     }
/// }
/// ```
///
/// Strings, numbers, dates, arrays, optionals and other standard types conform. Conform your own structs to ``Model``.
public protocol SchemaValue: EndpointOutput {
    /// The type that constraints such as `.length(2...100)` apply to: the type itself, or the wrapped type of a wrapper.
    associatedtype Constrained = Self

    /// Decodes and validates an input.
    ///
    /// - Parameters:
    ///   - input: The value as received.
    ///   - constraints: The constraints that the value must satisfy.
    ///   - validation: Collects the errors. Its location is that of the input.
    /// - Returns: The value, or `nil` if at least one error was recorded.
    static func decode(
        _ input: InputValue,
        constraints: [Constraint<Constrained>],
        validation: inout Validation
    ) -> Self?

    /// Encodes the value as JSON.
    ///
    /// - Throws: An error if JSON cannot represent the value, such as an infinite number.
    func encode(to writer: inout JSONWriter) throws

    /// Returns the type's JSON Schema (draft 2020-12) for the OpenAPI document.
    ///
    /// - Parameters:
    ///   - constraints: The constraints that values must satisfy.
    ///   - registry: Collects the named schemas, which the result then references.
    /// - Returns: The schema object.
    static func describe(_ constraints: [Constraint<Constrained>], _ registry: inout SchemaRegistry) -> JSONObject

    /// The value of an absent input, or `nil` if the input is required.
    static var absent: Self? { get }

    /// Whether the value is omitted from objects, like an unset ``Patch``.
    var isOmitted: Bool { get }

    /// Whether repeated query parameters, headers or form fields are collected into one value; `true` for lists and sets.
    static var isRepeated: Bool { get }

    /// The type's name in error locations if it is a member of an ``UntaggedUnion``: `int`, `list[str]`.
    static var typeLabel: String { get }

    /// Returns the input with secrets redacted, for use in errors.
    static func redacted(_ input: InputValue) -> JSON

    /// Returns whether the type is or contains a ``Secret``.
    ///
    /// A type may contain itself: for the types in `seen`, which have already been visited, the result is `false`.
    static func containsSecret(visited seen: inout Set<ObjectIdentifier>) -> Bool

    /// Returns sample inputs, used in debug builds to check the order of a schema's fields when the schema is created.
    ///
    /// The order of a schema's fields is not checked if a required field, of any type, has no sample inputs.
    ///
    /// - Parameter constraints: The constraints that the inputs should satisfy. Inputs that do not are skipped.
    /// - Returns: Inputs of which at least two decode to different values, if possible; `nil` if the type, or a type that it
    ///   contains, is not checked.
    static func probes(_ constraints: [Constraint<Constrained>]) -> [JSON]?
}

extension SchemaValue {
    /// Returns `nil`: the input is required.
    public static var absent: Self? { nil }

    /// Returns `false`: the value is always encoded.
    public var isOmitted: Bool { false }

    /// Returns `false`: only one value is used.
    public static var isRepeated: Bool { false }

    /// The name of the Swift type.
    public static var typeLabel: String { "\(Self.self)" }

    /// Returns the input unchanged.
    public static func redacted(_ input: InputValue) -> JSON { input.json }

    /// Returns `false`.
    public static func containsSecret(visited seen: inout Set<ObjectIdentifier>) -> Bool { false }

    /// Returns `nil`: the order of fields of this type is not checked.
    public static func probes(_ constraints: [Constraint<Constrained>]) -> [JSON]? { nil }
}
