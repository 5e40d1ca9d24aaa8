import Swiftlet
import SwiftletJSON

/// Accessors for the members of events.
///
/// A required member must be present, not null, and of the right type. An optional member may be missing or null.
extension JSONNode {
    func required(_ name: String) throws(EventError) -> JSONNode {
        guard let node = self[name], !node.isNull else { throw .missing(name) }
        return node
    }

    func requiredString(_ name: String) throws(EventError) -> String {
        let node = try required(name)
        guard let text = node.string else { throw .wrongType(node, expected: "a string", at: name) }
        return text
    }

    func optionalString(_ name: String) throws(EventError) -> String? {
        guard let node = self[name], !node.isNull else { return nil }
        guard let text = node.string else { throw .wrongType(node, expected: "a string", at: name) }
        return text
    }

    func optionalObject(_ name: String) throws(EventError) -> JSONNode? {
        guard let node = self[name], !node.isNull else { return nil }
        guard node.kind == .object else { throw .wrongType(node, expected: "an object", at: name) }
        return node
    }

    func requiredObject(_ name: String) throws(EventError) -> JSONNode {
        let node = try required(name)
        guard node.kind == .object else { throw .wrongType(node, expected: "an object", at: name) }
        return node
    }

    /// The scalar members of an object as strings; empty if there is no such object.
    func scalarStrings(_ name: String) -> [String: String] {
        guard let node = self[name] else { return [:] }
        var texts: [String: String] = [:]
        for (key, value) in node.members {
            texts[key] = value.scalarText
        }
        return texts
    }

    /// Decodes the elements of `Records`; the path of an error includes the index of the record.
    func records<Record>(
        _ read: (JSONNode) throws(EventError) -> Record
    ) throws(EventError) -> [Record] {
        try requiredList("Records", read)
    }

    /// Whether the event is a batch from a source such as `aws:kinesis`.
    ///
    /// The first record must have this `eventSource`. The final event of a tumbling window may have no records; its
    /// `eventSourceARN` must then name the service.
    func hasRecords(from source: StaticString) -> Bool {
        guard let records = self["Records"] else { return false }
        if let first = records[0] { return (first["eventSource"] ?? first["EventSource"])?.equals(source) == true }
        guard records.kind == .array, let arn = self["eventSourceARN"]?.string else { return false }
        let parts = arn.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count == 4 && parts[2].elementsEqual(source.description.utf8.dropFirst("aws:".utf8.count))
    }
}
