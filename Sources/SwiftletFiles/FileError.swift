/// An error of sending a file, which is logged and results in status 500.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of error.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The file exceeds the platform's response size limit.
        public static let tooLarge = Code("tooLarge")
        /// Opening or reading failed, or the file was truncated meanwhile.
        public static let unreadable = Code("unreadable")

        /// The name of the code.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// The kind of error.
    public let code: Code
    /// The error message.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
