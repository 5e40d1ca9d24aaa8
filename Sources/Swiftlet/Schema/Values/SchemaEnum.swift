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
            let expected = ExpectedValues(literals).text
            validation.record(
                "enum",
                "Input should be \(expected)",
                input: input.json,
                context: ["expected": .string(expected)]
            )
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
        var schema = registry.reference(to: Self.self, named: name) { registry in
            var schema: JSONObject = [:]
            let literals = literals
            if literals.count == 1 { schema["const"] = literals[0] } else { schema["enum"] = .array(literals) }
            schema["title"] = .string(name)
            schema["type"] = RawValue.describe([], &registry)["type"]
            return schema
        }
        constraints.describe(&schema)
        return schema
    }

    /// `enum[…]` with the name of the type.
    public static var typeLabel: String { RawValue.self == Int.self ? "int-enum[\(Self.self)]" : "enum[\(Self.self)]" }

    private static var literals: [JSON] {
        allCases.map(\.rawValue.literal)
    }
}
