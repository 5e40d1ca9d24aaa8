/// A file that cannot be sent: an error of the server, which is logged and is a 500.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The file is longer than the platform delivers in one response.
        public static let tooLarge = Code("tooLarge")
        /// Opening or reading failed, or the file became shorter meanwhile.
        public static let unreadable = Code("unreadable")

        /// The code's name.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// What went wrong.
    public let code: Code
    /// What went wrong: a full sentence.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
