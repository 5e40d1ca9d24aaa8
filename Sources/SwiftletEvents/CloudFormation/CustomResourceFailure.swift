/// An error of a custom resource whose reason is shown to the user of CloudFormation.
///
/// The reasons of other errors are only logged, because they may contain secrets.
public struct CustomResourceFailure: Error, Sendable, CustomStringConvertible {
    /// The reason, a full sentence.
    public let description: String

    /// Creates an error.
    public init(_ reason: String) {
        self.description = reason
    }
}
