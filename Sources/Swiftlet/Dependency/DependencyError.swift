/// A dependency is misconfigured, or used outside an app.
public struct DependencyError: Error, Sendable, CustomStringConvertible {
    /// The error message, one sentence.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
