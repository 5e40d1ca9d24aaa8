public import Swiftlet
import SwiftletJSON

/// The header fields or query parameters of a WebSocket handshake.
public struct WebSocketFields: Sendable, Hashable {
    /// The names and values, in the order of the event.
    public let fields: [QueryItem]
    private let ignoresCase: Bool

    init(_ event: JSONNode, all: String, single: String, ignoresCase: Bool) {
        var fields: [QueryItem] = []
        if let all = event[all], all.kind == .object, all.count > 0 {
            for (name, values) in all.members {
                for value in values.elements { fields.append(QueryItem(name, value.scalarText ?? "")) }
            }
        } else if let single = event[single], single.kind == .object {
            for (name, value) in single.members { fields.append(QueryItem(name, value.scalarText ?? "")) }
        }
        self.fields = fields
        self.ignoresCase = ignoresCase
    }

    /// The first value of a name, which is compared without case for header fields.
    public subscript(_ name: String) -> String? {
        fields.first { isName($0.name, name) }?.value
    }

    /// All values of a name.
    public func all(_ name: String) -> [String] {
        fields.filter { isName($0.name, name) }.map(\.value)
    }

    private func isName(_ one: String, _ other: String) -> Bool {
        guard ignoresCase else { return one.utf8.elementsEqual(other.utf8) }
        return one.utf8.count == other.utf8.count
            && zip(one.utf8, other.utf8).allSatisfy { Self.lowercased($0) == Self.lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }
}
