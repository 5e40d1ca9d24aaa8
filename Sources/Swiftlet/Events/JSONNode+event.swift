package import SwiftletJSON

extension JSONNode {
    /// Whether the event is an empty batch without an event source.
    var isEmptyBatch: Bool {
        guard let records = self["Records"] else { return false }
        return records.kind == .array && records.count == 0 && self["eventSourceARN"]?.string == nil
    }

    /// The value of a string, or the text of a number or boolean, which handwritten events have in headers.
    package var scalarText: String? {
        switch kind {
        case .string: string
        case .number: numberText
        case .bool: bool.map { $0 ? "true" : "false" }
        case .null, .array, .object: nil
        }
    }
}
