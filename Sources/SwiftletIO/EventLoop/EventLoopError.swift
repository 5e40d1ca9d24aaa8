/// An error of creating, running or waiting on an event loop.
public struct EventLoopError: Error, Equatable, CustomStringConvertible {
    /// The kind of error, as an open set.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value: String {
            case unavailable
            case alreadyRunning
            case shutDown
            case badDescriptor
        }

        private let value: Value

        /// Memory, descriptors or threads are exhausted.
        public static let unavailable = Code(value: .unavailable)
        /// The loop is already running, on this or another thread.
        public static let alreadyRunning = Code(value: .alreadyRunning)
        /// The loop has been shut down.
        public static let shutDown = Code(value: .shutDown)
        /// The descriptor waited for is not open.
        public static let badDescriptor = Code(value: .badDescriptor)

        /// The name of the code.
        public var description: String { value.rawValue }
    }

    /// The kind of error.
    public let code: Code
    /// The error message.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The code and the message.
    public var description: String { "\(code): \(message)" }

    static let shutDown = EventLoopError(.shutDown, "The event loop has been shut down.")
}
