public import SwiftletJSON

/// A fixed set of strings or integers, like Python's `Literal["asc", "desc"]`.
///
/// ```swift
/// enum SortOrder: String, SchemaLiteral {
///     case ascending = "asc"
///     case descending = "desc"
/// }
/// ```
///
/// Unlike a ``SchemaEnum``, it has no named schema in the documentation, its error type is `literal_error`, and inputs are
/// not converted: the string `"1"`, and so any path or query parameter, does not match the integer 1.
public protocol SchemaLiteral: SchemaKey, RawRepresentable, CaseIterable, Sendable
where RawValue: SchemaEnumRawValue, Constrained == Self {}

extension SchemaLiteral {
    /// Decodes one of the values.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Self>],
        validation: inout Validation
    ) -> Self? {
        guard let raw = RawValue.literalValue(of: input.json), let value = Self(rawValue: raw),
            raw.hasSameBytes(as: value.rawValue)
        else {
            recordUnexpected(input, as: "literal_error", validation: &validation)
            return nil
        }
        return constraints.apply(to: value, shown: input.json, validation: &validation)
    }

    /// Encodes the raw value.
    public func encode(to writer: inout JSONWriter) throws {
        try rawValue.encode(to: &writer)
    }

    /// The schema `{"enum": […]}`, or `{"const": …}` for a single value, with its type and the constraints applied.
    public static func describe(_ constraints: [Constraint<Self>], _ registry: inout SchemaRegistry) -> JSONObject {
        constraints.describing(literalSchema(&registry))
    }

    /// `literal[…]` with the values.
    public static var typeLabel: String {
        "literal[\(literals.map(\.pythonRepr).joined(separator: ","))]"
    }
}
