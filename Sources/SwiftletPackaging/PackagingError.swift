/// An error in creating a package or a template.
package struct PackagingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of error, as an open set.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name.
        package let description: String

        private init(_ description: String) {
            self.description = description
        }

        /// A file or an option is invalid, or a limit of the platform is exceeded.
        package static let invalidInput = Code("invalidInput")
        /// A tool is missing, or failed.
        package static let toolFailed = Code("toolFailed")
    }

    /// The kind of error.
    package let code: Code
    /// A sentence that describes the error and how to fix it.
    package let message: String
    /// The exit code of the tool that failed and has reported its errors; `nil` for other errors.
    package let exitCode: Int32?

    init(_ code: Code, _ message: String, exitCode: Int32? = nil) {
        self.code = code
        self.message = message
        self.exitCode = exitCode
    }

    /// The message.
    package var description: String { message }
}
