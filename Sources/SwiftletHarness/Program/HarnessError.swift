/// Why the harness cannot do what it was asked to.
public struct HarnessError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, as an open set.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        init(_ description: String) {
            self.description = description
        }

        /// What was asked for makes no sense here: a file that does not exist, for example.
        public static let usage = Code("usage")
        /// A port or a process cannot be had.
        public static let unavailable = Code("unavailable")
        /// The app cannot be made of its settings, or does not start.
        public static let appFailed = Code("appFailed")
    }

    /// What went wrong.
    public let code: Code
    /// The same in a sentence, with what can be done about it.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
