/// The reason why a function of a test client cannot return a value.
struct TestFailure: Error, CustomStringConvertible {
    /// The expectation and the actual result, possibly on several lines.
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
