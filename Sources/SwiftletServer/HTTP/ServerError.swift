/// An error of the HTTP server, or of a response that it cannot send.
package struct ServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of error, as an open set.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name.
        package let description: String

        private init(_ description: String) {
            self.description = description
        }

        /// Another socket is bound to the port.
        package static let portInUse = Code("portInUse")
        /// Binding the port requires privileges that the process does not have.
        package static let permissionDenied = Code("permissionDenied")
        /// The host is not an address of this machine.
        package static let addressUnavailable = Code("addressUnavailable")
        /// The server exited before it was listening.
        package static let notListening = Code("notListening")
        /// A streamed response of the function is not an HTTP response.
        package static let malformedResponse = Code("malformedResponse")
    }

    /// The kind of error.
    package let code: Code
    /// A sentence that describes the error.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    package var description: String { message }
}
