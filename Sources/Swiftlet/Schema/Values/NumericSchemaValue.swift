/// A numeric type that supports the constraint `multipleOf`.
public protocol NumericSchemaValue: OrderedSchemaValue {
    /// Returns whether the value is a multiple of `step`; for floating-point numbers, within the rounding error.
    func isMultiple(ofStep step: Self) -> Bool
}
