/// An error of reading or running fixtures.
public struct FixtureError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of error, as an open set.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        init(_ description: String) {
            self.description = description
        }

        /// A file or folder cannot be read or written.
        public static let unreadable = Code("unreadable")
        /// No event files were found.
        public static let noFixtures = Code("noFixtures")
        /// A file beside an event is invalid.
        public static let invalidFile = Code("invalidFile")
        /// A matcher is invalid.
        public static let invalidMatcher = Code("invalidMatcher")
        /// `{{NAME}}` refers to a value that no event has saved.
        public static let unknownName = Code("unknownName")
    }

    /// The kind of error.
    public let code: Code
    /// A sentence that describes the error.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
