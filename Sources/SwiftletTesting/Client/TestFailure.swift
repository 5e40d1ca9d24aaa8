/// A failed expectation of a test.
///
/// Throwing it from a test fails the test with its description.
public struct TestFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The expectation and the actual result, possibly on several lines.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
