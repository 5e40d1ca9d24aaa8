/// An error of the CLI.
public struct HarnessError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of error, as an open set.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        init(_ description: String) {
            self.description = description
        }

        /// The arguments or the input are invalid, such as a file that does not exist.
        public static let usage = Code("usage")
        /// A resource such as a port or a process is unavailable.
        public static let unavailable = Code("unavailable")
        /// The app's settings are invalid, or the app failed to start.
        public static let appFailed = Code("appFailed")
    }

    /// The kind of error.
    public let code: Code
    /// A sentence that describes the error and how to fix it.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
