import SwiftletJSON

/// A JSON object with secrets, such as an event that is returned unchanged: descriptions and mirrors do not show it.
struct HiddenObject: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let object: JSONObject

    init(_ object: JSONObject) {
        self.object = object
    }

    /// The number of members only.
    var description: String { "\(object.count) members" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
