public import SwiftletJSON

/// A type that can be an input or an output: it decodes, checks, encodes and documents itself.
///
/// Strings, numbers, dates, arrays, optionals and so on conform; a struct of the user's own conforms to ``Model``.
public protocol SchemaValue: EndpointOutput {
    /// The type that rules such as `.length(2...100)` speak of: the type itself, or for a wrapper what it wraps.
    associatedtype Constrained = Self

    /// Decodes an input and checks it.
    ///
    /// - Parameters:
    ///   - input: the value as it came in.
    ///   - rules: what it must satisfy.
    ///   - validation: takes the errors; its location is that of the input.
    /// - Returns: the value, or `nil` if at least one error was recorded.
    static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Constrained>],
        _ validation: inout Validation
    ) -> Self?

    /// Writes the value as JSON.
    ///
    /// - Throws: an error if JSON cannot express the value, such as an infinite number.
    func encode(to writer: inout JSONWriter) throws

    /// The value's JSON Schema (draft 2020-12), for the OpenAPI document.
    ///
    /// - Parameters:
    ///   - rules: what values must satisfy.
    ///   - registry: takes the schemas that have a name of their own; the result then refers to them.
    /// - Returns: the schema object.
    static func describe(_ rules: [Constraint<Constrained>], _ registry: inout SchemaRegistry) -> JSONObject

    /// The value that stands for an input that is absent, or `nil` if it may not be absent.
    static var absent: Self? { get }

    /// Whether a value is to be left out of an object altogether, as an unset ``Patch`` is.
    var isOmitted: Bool { get }

    /// Whether repeated query parameters, headers or form fields are collected for it: true for lists and sets.
    static var isRepeated: Bool { get }

    /// The name of the type in the location of an error, where it is a member of an ``UntaggedUnion``: `int`, `list[str]`.
    static var typeLabel: String { get }

    /// An input as an error may show it: with its secrets taken out.
    static func redacted(_ input: InputValue) -> JSON

    /// Whether the type is a ``Secret`` or contains one.
    ///
    /// `seen` are the models that were asked already, as a model may contain itself; for them the result is `false`.
    static func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool

    /// Inputs by which the order of a schema's fields is checked when it is made.
    ///
    /// - Parameter rules: what the inputs should satisfy; those that do not are skipped.
    /// - Returns: inputs of which two lead to different values, if there are such; `nil` if the type, or one inside of it, is
    ///   not checked.
    static func probes(_ rules: [Constraint<Constrained>]) -> [JSON]?
}

extension SchemaValue {
    /// `nil`: the value may not be absent.
    public static var absent: Self? { nil }

    /// `false`: the value is always written.
    public var isOmitted: Bool { false }

    /// `false`: one value.
    public static var isRepeated: Bool { false }

    /// The name of the Swift type.
    public static var typeLabel: String { "\(Self.self)" }

    /// The input as it is.
    public static func redacted(_ input: InputValue) -> JSON { input.json }

    /// `false`: no secret.
    public static func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool { false }

    /// `nil`: the order of fields of the type is not checked.
    public static func probes(_ rules: [Constraint<Constrained>]) -> [JSON]? { nil }
}
