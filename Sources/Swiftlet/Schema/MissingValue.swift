/// Signals that a value is missing; the reason has already been recorded.
struct MissingValue: Error {}

/// Returns the value, or throws if it is `nil`.
///
/// For use in pack expansions, which cannot contain a `guard`.
func unwrap<Value>(_ value: Value?) throws(MissingValue) -> Value {
    guard let value else { throw MissingValue() }
    return value
}
