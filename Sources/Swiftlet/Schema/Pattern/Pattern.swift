/// A regular expression that matches in time linear in the length of the input, for any expression.
///
/// Inputs are untrusted, so there is no backtracking, and therefore no back-references and no look-around. Otherwise the
/// syntax is the common subset of JSON Schema, Python and Rust: sets, groups, alternation, repetition, anchors, the classes
/// `\d \w \s`, general categories such as `\p{Lu}`, and the flags `i`, `m` and `s`. Matching works on Unicode scalars. An
/// expression without anchors can match anywhere in the input.
package struct Pattern: Sendable, Hashable, CustomStringConvertible {
    /// The source of the expression.
    package let source: String

    private let program: PatternProgram

    /// Compiles a regular expression.
    ///
    /// - Parameter source: The source of the expression.
    /// - Throws: `PatternError` if the expression is malformed, too large, or uses unsupported syntax.
    package init(_ source: String) throws(PatternError) {
        self.source = source
        self.program = try PatternProgram(PatternParser.parse(source))
    }

    /// The source of the expression.
    package var description: String { source }

    /// Returns whether the expression matches anywhere in the input.
    package func matches(_ text: String) -> Bool {
        PatternMatcher(program).matches(text)
    }

    /// Returns whether two expressions have the same source.
    package static func == (first: Pattern, second: Pattern) -> Bool {
        first.source == second.source
    }

    /// Hashes the source of the expression.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(source)
    }
}
