import FoundationEssentials
import Swiftlet
import SwiftletJSON

/// The members that all EventBridge events have.
struct EventBridgeEnvelope {
    let id: String
    let detailType: String
    let source: String
    let account: String
    let region: String
    let time: Date?
    let resources: [String]

    init(_ event: JSONNode) throws(EventError) {
        detailType = try event.requiredString("detail-type")
        source = try event.requiredString("source")
        id = try event.optionalString("id") ?? ""
        account = try event.optionalString("account") ?? ""
        region = try event.optionalString("region") ?? ""
        if let text = try event.optionalString("time") {
            guard let time = EventTime.date(text) else {
                throw .invalidValue("time", expected: "a timestamp such as 2026-01-01T00:00:00Z")
            }
            self.time = time
        } else {
            time = nil
        }
        resources = event["resources"]?.elements.compactMap(\.string) ?? []
    }
}
