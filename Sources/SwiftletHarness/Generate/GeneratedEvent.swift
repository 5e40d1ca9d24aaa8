import Swiftlet
import SwiftletJSON

/// A generated event.
struct GeneratedEvent: Sendable {
    /// The file's name without its extension.
    let name: String
    let json: JSON
    /// A description of the event or of the violated constraint.
    let summary: String
    /// A partial expectation to write beside the event, if any.
    var expectation: JSON?
    /// The status and the error location of the expected rejection.
    var rejection: (location: [Step], status: Int)?

    init(_ name: String, json: JSON, summary: String, expectation: JSON? = nil) {
        self.name = name
        self.json = json
        self.summary = summary
        self.expectation = expectation
    }

    init(_ name: String, json: JSON, request: InvalidRequest) {
        self.init(name, json: json, summary: request.rule)
        rejection = (request.location, request.status)
    }
}
