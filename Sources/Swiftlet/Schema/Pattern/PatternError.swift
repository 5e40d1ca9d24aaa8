/// A syntax error in a regular expression.
package struct PatternError: Error, Hashable, CustomStringConvertible {
    /// The reason and the position, as a sentence.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
