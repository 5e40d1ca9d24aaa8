public import SwiftletJSON

/// An enumeration of strings or integers that can be used as an input or an output.
///
/// ```swift
/// enum Priority: String, SchemaEnum, Decodable {
///     case low, normal, high
/// }
/// ```
public protocol SchemaEnum: SchemaKey, RawRepresentable, CaseIterable
where RawValue: SchemaEnumRawValue, Constrained == Self {}

extension SchemaEnum {
    /// Decodes the raw value of a case.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Self>],
        validation: inout Validation
    ) -> Self? {
        // Errors of the raw value are discarded: the reported error is that the input matches no case.
        var ignored = Validation()
        guard let raw = RawValue.decode(input, constraints: [], validation: &ignored), let value = Self(rawValue: raw),
            raw.hasSameBytes(as: value.rawValue)
        else {
            recordUnexpected(input, as: "enum", validation: &validation)
            return nil
        }
        validation.floorExactness(.lax)
        return constraints.apply(to: value, shown: input.json, validation: &validation)
    }

    /// Encodes the raw value.
    public func encode(to writer: inout JSONWriter) throws {
        try rawValue.encode(to: &writer)
    }

    /// A reference to the enumeration's schema, which is registered under the name of the type.
    public static func describe(_ constraints: [Constraint<Self>], _ registry: inout SchemaRegistry) -> JSONObject {
        let name = "\(Self.self)"
        let schema = registry.reference(to: Self.self, named: name) { literalSchema(titled: name, &$0) }
        return constraints.describing(schema)
    }

    /// `enum[…]` with the name of the type.
    public static var typeLabel: String { RawValue.self == Int.self ? "int-enum[\(Self.self)]" : "enum[\(Self.self)]" }
}
