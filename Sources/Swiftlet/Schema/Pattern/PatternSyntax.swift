/// A node of a regular expression's syntax tree.
indirect enum PatternSyntax: Sendable {
    case empty
    /// Any one scalar of a set.
    case set(ScalarSet)
    case assertion(PatternAssertion)
    case sequence([PatternSyntax])
    case alternatives([PatternSyntax])
    /// A repetition; `maximum` is `nil` if unbounded.
    case repetition(PatternSyntax, minimum: Int, maximum: Int?)
}

/// A zero-width assertion at a position between two scalars.
enum PatternAssertion: Sendable {
    case textStart
    case textEnd
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary

    /// Returns whether the assertion holds between two scalars; `nil` is the start or end of the input.
    func holds(between previous: Unicode.Scalar?, and next: Unicode.Scalar?) -> Bool {
        switch self {
        case .textStart: previous == nil
        case .textEnd: next == nil
        case .lineStart: previous == nil || previous == "\n"
        case .lineEnd: next == nil || next == "\n"
        case .wordBoundary: Self.isWord(previous) != Self.isWord(next)
        case .noWordBoundary: Self.isWord(previous) == Self.isWord(next)
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map(ScalarClass.word.contains) ?? false
    }
}
