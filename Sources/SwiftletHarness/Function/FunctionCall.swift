import Foundation
import SwiftletFixtures

/// One invocation of a function.
struct FunctionCall: Sendable {
    /// The request id.
    var id = UUID().uuidString.lowercased()
    /// The event as JSON.
    var event: [UInt8]
    /// The invocation's attributes, including the handler's name; `nil` selects the whole app.
    var invocation = FixtureInvocation()
    /// Whether the caller accepts a streamed response; otherwise it is buffered.
    var acceptsStream = false
    /// Collects the end of the log, if requested.
    var tail: LogTail?

    init(event: [UInt8]) {
        self.event = event
    }
}
