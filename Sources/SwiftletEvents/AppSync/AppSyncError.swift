/// An error of a GraphQL field, which the client receives.
public struct AppSyncError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The message, a full sentence.
    public let description: String
    /// The type of the error.
    public let type: String

    /// Creates an error.
    public init(_ message: String, type: String) {
        self.description = message
        self.type = type
    }
}
