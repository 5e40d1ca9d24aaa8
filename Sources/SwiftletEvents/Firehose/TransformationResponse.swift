public import Swiftlet
public import SwiftletJSON

/// The response to a ``FirehoseEvent`` or ``KinesisAnalyticsEvent``, which contains each record of the event once.
public struct TransformationResponse: EventOutput {
    /// A record with its result, encoded as JSON.
    struct Record {
        /// The record with its result.
        let encoded: [UInt8]

        init(_ record: some TransformableRecord, _ result: TransformationResult) {
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("recordId")
            writer.string(record.recordID)
            writer.key("result")
            switch result.kind {
            case .ok(let data):
                writer.string("Ok")
                if let data {
                    writer.key(record.dataMember)
                    writer.string(Base64.encode(data))
                }
            case .dropped: writer.string("Dropped")
            case .failed: writer.string(record.failure)
            }
            if !result.partitionKeys.isEmpty || result.table != nil { Self.writeMetadata(of: result, to: &writer) }
            writer.endObject()
            encoded = writer.finish()
        }

        private static func writeMetadata(of result: TransformationResult, to writer: inout JSONWriter) {
            writer.key("metadata")
            writer.beginObject()
            if !result.partitionKeys.isEmpty {
                writer.key("partitionKeys")
                writer.beginObject()
                for (name, value) in result.partitionKeys.sorted(by: { $0.key < $1.key }) {
                    writer.key(name)
                    writer.string(value)
                }
                writer.endObject()
            }
            if let table = result.table {
                writer.key("otfMetadata")
                writer.beginObject()
                writer.key("destinationDatabaseName")
                writer.string(table.database)
                writer.key("destinationTableName")
                writer.string(table.table)
                writer.key("operation")
                writer.string(table.operation)
                writer.endObject()
            }
            writer.endObject()
        }
    }

    private let records: [[UInt8]]

    init(_ records: [[UInt8]]) {
        self.records = records
    }

    /// Writes `{"records": [{"recordId": …, "result": "Ok", "data": …}]}`.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("records")
        writer.beginArray()
        for record in records { writer.raw(record) }
        writer.endArray()
        writer.endObject()
    }
}
