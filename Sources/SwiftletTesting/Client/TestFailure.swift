/// A demand of a test that was not met.
///
/// Thrown from a test, it fails the test with its text.
public struct TestFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was demanded and what there was, in as many lines as it takes.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
