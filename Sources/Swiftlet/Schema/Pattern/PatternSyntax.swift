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
