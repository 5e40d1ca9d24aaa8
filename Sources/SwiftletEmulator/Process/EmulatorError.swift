/// A process or a pipe that the system did not create.
package struct EmulatorError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A sentence that describes the error.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
