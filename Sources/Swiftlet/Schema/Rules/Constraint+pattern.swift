import SwiftletJSON

extension Constraint where Value == String {
    /// Allows texts in which a regular expression matches somewhere; `^` and `$` bind it to the ends.
    ///
    /// The time it takes grows with the text and never explodes: there are no back-references and no look-around.
    ///
    /// - Parameter source: the expression, in the syntax that JSON Schema, Python and Rust have in common. One that is
    ///   malformed stops the program: it is a mistake in the code.
    /// - Returns: the rule.
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
