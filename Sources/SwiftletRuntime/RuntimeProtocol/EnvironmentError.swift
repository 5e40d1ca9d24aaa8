/// An invalid process environment.
package struct EnvironmentError: Error, Hashable, CustomStringConvertible {
    /// The kind of error.
    package enum Code: Sendable {
        /// A required variable is not set.
        case missing
        /// A variable has an invalid value.
        case malformed
    }

    /// The kind of error.
    package let code: Code
    /// The message, which names the variable.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    package var description: String { message }
}
