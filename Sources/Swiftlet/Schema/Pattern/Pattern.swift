/// A regular expression that is matched in time proportional to the text, whatever the expression and the text.
///
/// Inputs come from strangers, so there is no backtracking and nothing that would need it: no back-references and no
/// look-around. Otherwise the syntax is what JSON Schema, Python and Rust have in common: sets, groups, alternatives,
/// repetitions, anchors, the classes `\d \w \s`, general categories such as `\p{Lu}`, and the flags `i`, `m` and `s`. A text
/// is a sequence of Unicode scalars; an expression without anchors may match anywhere in it.
package struct Pattern: Sendable, Hashable, CustomStringConvertible {
    /// The expression as it was given.
    package let source: String

    private let program: PatternProgram

    /// Compiles an expression.
    ///
    /// - Parameter source: the expression.
    /// - Throws: `PatternError` if it is malformed, too large, or has what is not supported.
    package init(_ source: String) throws(PatternError) {
        self.source = source
        self.program = try PatternProgram(PatternParser.parse(source))
    }

    /// The expression as it was given.
    package var description: String { source }

    /// Whether the expression matches somewhere in the text.
    package func matches(_ text: String) -> Bool {
        PatternMatcher(program).matches(text)
    }

    /// Whether both are the same expression.
    package static func == (first: Pattern, second: Pattern) -> Bool {
        first.source == second.source
    }

    /// Hashes the expression as it was given.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(source)
    }
}

/// Why an expression cannot be compiled: a full sentence.
package struct PatternError: Error, Hashable, CustomStringConvertible {
    /// What is wrong, and where.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
