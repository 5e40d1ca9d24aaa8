import FoundationEssentials
import Swiftlet
import SwiftletJSON

/// Accessors for numbers, which some sources write as strings.
extension JSONNode {
    /// The integer, also if it is a string of digits.
    var integer: Int64? {
        int64 ?? string.flatMap { Int64($0) }
    }

    func requiredInteger(_ name: String) throws(EventError) -> Int64 {
        let node = try required(name)
        guard let integer = node.integer else { throw .wrongType(node, expected: "an integer", at: name) }
        return integer
    }

    /// A time in milliseconds since 1970, or an RFC 3339 timestamp.
    var time: Date? {
        if let text = string { return EventTime.date(milliseconds: text) ?? EventTime.date(text) }
        return double.map { Date(timeIntervalSince1970: $0 / 1000) }
    }
}
