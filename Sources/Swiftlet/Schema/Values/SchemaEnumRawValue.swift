public import SwiftletJSON

/// A raw value type of a ``SchemaEnum``: `String` or `Int`.
public protocol SchemaEnumRawValue: SchemaValue, Equatable where Constrained == Self {
    /// Returns the value of an input without conversion, or `nil` if the input has another type.
    static func literalValue(of input: JSON) -> Self?
}

extension String: SchemaEnumRawValue {
    /// Returns the value of a JSON string.
    public static func literalValue(of input: JSON) -> String? { input.string }
}

extension Int: SchemaEnumRawValue {
    /// Returns the integer equal to a JSON number or Boolean.
    public static func literalValue(of input: JSON) -> Int? {
        switch input {
        case .number(let number): number.int ?? number.double.flatMap(Int.init(exactly:))
        // In Python, `bool` is a subclass of `int`.
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }
}
