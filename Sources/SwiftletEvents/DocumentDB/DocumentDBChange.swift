public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// A change in a ``DocumentDBEvent``.
///
/// Documents are in [MongoDB Extended JSON](https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/), in which an
/// object ID is `{"$oid": "63eeb6e7d418cd98afb1c1d7"}`.
public struct DocumentDBChange: Sendable, Hashable {
    /// The type of a change.
    public struct Operation: Sendable, Hashable, CustomStringConvertible {
        /// A document was inserted.
        public static let insert = Operation("insert")
        /// Fields of a document were updated.
        public static let update = Operation("update")
        /// A document was replaced.
        public static let replace = Operation("replace")
        /// A document was deleted.
        public static let delete = Operation("delete")
        /// A collection was dropped.
        public static let drop = Operation("drop")
        /// A database was dropped.
        public static let dropDatabase = Operation("dropDatabase")
        /// A collection was renamed.
        public static let rename = Operation("rename")
        /// The change stream ended.
        public static let invalidate = Operation("invalidate")

        /// The `operationType` in the event.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// The database and the collection of a change.
    public struct Namespace: Sendable, Hashable {
        /// The name of the database.
        public var database: String
        /// The name of the collection, or `nil` for a change of the database.
        public var collection: String?

        init?(_ node: JSONNode?) {
            guard let database = node?["db"]?.string else { return nil }
            self.database = database
            self.collection = node?["coll"]?.string
        }
    }

    /// The type of the change.
    public var operation: Operation
    /// The database and the collection, or `nil` if the change stream ended.
    public var namespace: Namespace?
    /// The new database and collection of a renamed collection.
    public var renamedTo: Namespace?
    /// The `_id` of the document, and the shard key if there is one.
    public var documentKey: JSON?
    /// The document after the change; `nil` for a deletion, and for an update unless the event source mapping includes it.
    public var fullDocument: JSON?
    /// The updated fields by their paths; empty for other changes.
    public var updatedFields: [String: JSON]
    /// The paths of the removed fields; empty for other changes.
    public var removedFields: [String]
    /// The truncated arrays, each with `field` and `newSize`; empty for other changes.
    public var truncatedArrays: [JSON]
    /// The time of the change to the second, or `nil` if the event has none.
    public var clusterTime: Date?
    /// The ID of the change, a position in the change stream.
    public var resumeToken: String

    init(_ node: JSONNode) throws(EventError) {
        operation = Operation(try node.requiredString("operationType"))
        namespace = Namespace(node["ns"])
        renamedTo = Namespace(node["to"])
        documentKey = try node.optionalObject("documentKey")?.value
        fullDocument = try node.optionalObject("fullDocument")?.value
        let update = try node.optionalObject("updateDescription")
        updatedFields = update?.values("updatedFields") ?? [:]
        removedFields = update?.strings("removedFields") ?? []
        truncatedArrays = update?["truncatedArrays"]?.elements.map(\.value) ?? []
        let seconds = node["clusterTime"]?["$timestamp"]?["t"]?.double
        clusterTime = seconds.map { Date(timeIntervalSince1970: $0) }
        resumeToken = node["_id"]?["_data"]?.string ?? ""
    }

    /// Decodes the full document.
    ///
    /// - Throws: ``EventError`` with the code `missing` if the event does not contain it, or any error that decoding the type
    ///   throws.
    public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        guard let fullDocument else { throw EventError.missing("fullDocument") }
        return try EventPayload.decode(type, from: fullDocument.bytes, at: "fullDocument")
    }
}
