import FoundationEssentials
import SwiftletJSON

/// The members that all EventBridge events have.
struct EventBridgeEnvelope {
    let id: String
    let detailType: String
    let source: String
    let account: String
    let region: String
    let time: Date
    let resources: [String]

    init(_ event: JSONNode) throws(EventError) {
        detailType = try event.requiredText("detail-type")
        source = try event.requiredText("source")
        id = try event.text("id") ?? ""
        account = try event.text("account") ?? ""
        region = try event.text("region") ?? ""
        guard let time = EventTime.date(try event.requiredText("time")) else {
            throw .invalidValue("time", expected: "a timestamp such as 2026-01-01T00:00:00Z")
        }
        self.time = time
        resources = event["resources"]?.elements.compactMap(\.string) ?? []
    }
}
