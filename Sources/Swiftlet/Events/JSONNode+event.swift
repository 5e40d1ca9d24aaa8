import SwiftletJSON

/// How events are read: a member that an event cannot do without is an error if it is absent, null or of another kind; one
/// that may be absent is an error only if it is of another kind.
extension JSONNode {
    func required(_ name: String) throws(EventError) -> JSONNode {
        guard let node = self[name], !node.isNull else { throw .missing(name) }
        return node
    }

    func requiredText(_ name: String) throws(EventError) -> String {
        let node = try required(name)
        guard let text = node.string else { throw .wrongType(node, expected: "a string", at: name) }
        return text
    }

    func text(_ name: String) throws(EventError) -> String? {
        guard let node = self[name], !node.isNull else { return nil }
        guard let text = node.string else { throw .wrongType(node, expected: "a string", at: name) }
        return text
    }

    func object(_ name: String) throws(EventError) -> JSONNode? {
        guard let node = self[name], !node.isNull else { return nil }
        guard node.kind == .object else { throw .wrongType(node, expected: "an object", at: name) }
        return node
    }

    func requiredObject(_ name: String) throws(EventError) -> JSONNode {
        let node = try required(name)
        guard node.kind == .object else { throw .wrongType(node, expected: "an object", at: name) }
        return node
    }

    /// The members of an object that are strings; empty where there is no such object.
    func texts(_ name: String) -> [String: String] {
        guard let node = self[name] else { return [:] }
        var texts: [String: String] = [:]
        for (key, value) in node.members {
            texts[key] = value.scalarText
        }
        return texts
    }

    /// The elements of `Records`, read one by one; an error says in which it was.
    func records<Record>(
        _ read: (JSONNode) throws(EventError) -> Record
    ) throws(EventError) -> [Record] {
        let node = try required("Records")
        guard node.kind == .array else { throw .wrongType(node, expected: "an array", at: "Records") }
        var records: [Record] = []
        records.reserveCapacity(node.count)
        for element in node.elements {
            do {
                records.append(try read(element))
            } catch {
                throw error.inside("Records[\(records.count)]")
            }
        }
        return records
    }

    /// Whether the event is a batch from a source such as `aws:kinesis`: `Records` whose first has this `eventSource`, or,
    /// as in the last event of a tumbling window, no records and an `eventSourceARN` of that service.
    func hasRecords(from source: StaticString) -> Bool {
        guard let records = self["Records"] else { return false }
        if let first = records[0] { return (first["eventSource"] ?? first["EventSource"])?.equals(source) == true }
        guard records.kind == .array, let arn = self["eventSourceARN"]?.string else { return false }
        let parts = arn.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count == 4 && parts[2].elementsEqual(source.description.utf8.dropFirst("aws:".utf8.count))
    }

    /// Whether the event is an empty batch that does not name its source.
    var isEmptyBatch: Bool {
        guard let records = self["Records"] else { return false }
        return records.kind == .array && records.count == 0 && self["eventSourceARN"]?.string == nil
    }
}

extension EventError {
    /// Does something with a part of the event; an error it throws says where.
    static func at<Result>(
        _ step: String,
        _ body: () throws(EventError) -> Result
    ) throws(EventError) -> Result {
        do {
            return try body()
        } catch {
            throw error.inside(step)
        }
    }
}

extension EventError {
    /// Does something with a part of the event; an error of this type says where, others are thrown on.
    static func nested<Result>(_ step: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as EventError {
            throw error.inside(step)
        }
    }
}
