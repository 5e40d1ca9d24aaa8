import SwiftletJSON

extension Constraint where Value == String {
    /// Requires a string that contains a match of a regular expression.
    ///
    /// Use `^` and `$` to match the whole string.
    ///
    /// Matching takes time linear in the length of the string. Back-references and look-around are not supported.
    ///
    /// - Parameter source: The expression, in the common subset of JSON Schema, Python and Rust syntax. A malformed expression
    ///   is a programmer error and traps.
    /// - Returns: The constraint.
    public static func pattern(_ source: String) -> Constraint {
        let pattern: Pattern
        do throws(PatternError) {
            pattern = try Pattern(source)
        } catch {
            preconditionFailure("\(source.debugDescription): \(error.description)")
        }
        return Constraint(
            check: { text, shown, validation in
                if pattern.matches(text) { return true }
                validation.record(
                    "string_pattern_mismatch",
                    "String should match pattern '\(source)'",
                    input: shown(),
                    context: ["pattern": .string(source)]
                )
                return false
            },
            describe: { $0["pattern"] = .string(source) }
        )
    }
}
