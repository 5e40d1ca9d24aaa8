/// A command was called with invalid arguments.
public struct UsageError: Error, Sendable, CustomStringConvertible {
    /// The error message, one sentence.
    public let description: String

    /// Creates an error.
    public init(_ description: String) {
        self.description = description
    }
}
