import Foundation
package import Logging

/// One invocation of a function.
package struct FunctionCall: Sendable {
    /// The request id.
    package var id = UUID().uuidString.lowercased()
    /// The event as JSON.
    package var event: [UInt8]
    /// The invocation's attributes, including the handler's name; `nil` selects the whole app.
    package var attributes = InvocationAttributes()
    /// Whether the caller accepts a streamed response; otherwise it is buffered.
    package var acceptsStream = false
    /// Collects the end of the log, if requested.
    package var tail: LogTail?
    /// Receives the log records of the function, with the metadata of their logger, if it runs in this process.
    package var onLog: (@Sendable (_ event: LogEvent, _ metadata: Logger.Metadata) -> Void)?

    /// Creates a call.
    package init(event: [UInt8]) {
        self.event = event
    }
}
