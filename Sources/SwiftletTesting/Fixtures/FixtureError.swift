/// Why fixtures cannot be read or run.
public struct FixtureError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, as an open set.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        init(_ description: String) {
            self.description = description
        }

        /// A file or folder cannot be read or written.
        public static let unreadable = Code("unreadable")
        /// There are no event files where some were expected.
        public static let noFixtures = Code("noFixtures")
        /// A file beside an event is not what it must be.
        public static let invalidFile = Code("invalidFile")
        /// A string that is meant as a matcher is not complete.
        public static let invalidMatcher = Code("invalidMatcher")
        /// `{{NAME}}` stands for a value that no event has saved.
        public static let unknownName = Code("unknownName")
    }

    /// What went wrong.
    public let code: Code
    /// The same in a sentence.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
