import SwiftletJSON

/// A type of an ``UntaggedUnion``.
public struct UnionMember<Union: Sendable>: Sendable {
    let label: String
    let decode: @Sendable (InputValue, inout Validation) -> Union?
    /// Encodes the union if it is this member, and returns whether it is.
    let encode: @Sendable (Union, inout JSONWriter) throws -> Bool
    let describe: @Sendable (inout SchemaRegistry) -> JSONObject
    let containsSecret: @Sendable (inout Set<ObjectIdentifier>) -> Bool

    /// Creates a member.
    ///
    /// - Parameters:
    ///   - make: Creates the union from the value; usually the enum case.
    ///   - rules: The constraints that the value must satisfy.
    ///   - label: The member's name in error locations; the name of the type, such as `int`, if `nil`.
    ///   - extract: Returns the value if the union is this member, or `nil`.
    public init<Value: SchemaValue>(
        _ make: @escaping @Sendable (Value) -> Union,
        _ rules: Constraint<Value.Constrained>...,
        label: String? = nil,
        extract: @escaping @Sendable (Union) -> Value?
    ) {
        let type = Value.typeLabel
        // Pydantic's label for types with constraints.
        let isConstrained = !rules.isEmpty && ["int", "float", "str"].contains(type)
        self.label = label ?? (isConstrained ? "constrained-\(type)" : type)
        self.decode = { input, validation in Value.decode(input, constraints: rules, validation: &validation).map(make)
        }
        self.encode = { union, writer in
            guard let value = extract(union) else { return false }
            try value.encode(to: &writer)
            return true
        }
        self.describe = { Value.describe(rules, &$0) }
        self.containsSecret = Value.containsSecret
    }
}
