/// A dependency is misconfigured, or overridden with a value of the wrong type.
public struct DependencyError: Error, Sendable, CustomStringConvertible {
    /// The error message, one sentence.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
