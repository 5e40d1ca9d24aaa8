public import Swiftlet
import SwiftletJSON

/// The result of the transformation of a record
/// ([Amazon Data Firehose documentation, "Required parameters for data transformation"](https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html)).
public struct TransformationResult: Sendable, Hashable {
    /// The operation on a table in Apache Iceberg format, to which a record is routed.
    ///
    /// See [Amazon Data Firehose documentation, "Route incoming records to different Iceberg tables"](https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-format-input-record-different.html).
    public struct TableOperation: Sendable, Hashable {
        /// The name of the database.
        public var database: String
        /// The name of the table.
        public var table: String
        /// The operation: `insert`, `update` or `delete`.
        public var operation: String

        /// Creates an operation.
        ///
        /// - Parameters:
        ///   - operation: The operation: `insert`, `update` or `delete`.
        ///   - table: The name of the table.
        ///   - database: The name of the database.
        public init(_ operation: String = "insert", table: String, database: String) {
            self.operation = operation
            self.table = table
            self.database = database
        }
    }

    enum Kind: Hashable {
        case ok([UInt8]?)
        case dropped
        case failed
    }

    let kind: Kind
    let partitionKeys: [String: String]
    let table: TableOperation?

    private init(_ kind: Kind, partitionKeys: [String: String] = [:], table: TableOperation? = nil) {
        self.kind = kind
        self.partitionKeys = partitionKeys
        self.table = table
    }

    /// The record was dropped intentionally.
    public static let dropped = TransformationResult(.dropped)

    /// The record could not be transformed or delivered.
    public static let failed = TransformationResult(.failed)

    /// The record was delivered by the function, as by an output function of Kinesis Data Analytics.
    public static let delivered = TransformationResult(.ok(nil))

    /// The transformed data of a record.
    ///
    /// - Parameters:
    ///   - data: The data.
    ///   - partitionKeys: The keys of dynamic partitioning by name, for use as `!{partitionKeyFromLambda:NAME}` in a prefix.
    ///   - table: The operation on an Iceberg table, if that is the destination.
    /// - Returns: The result.
    public static func ok(
        _ data: [UInt8],
        partitionKeys: [String: String] = [:],
        table: TableOperation? = nil
    ) -> TransformationResult {
        TransformationResult(.ok(data), partitionKeys: partitionKeys, table: table)
    }

    /// The transformed data of a record as a line of JSON, because Firehose concatenates records.
    ///
    /// - Parameters:
    ///   - value: The value to encode.
    ///   - partitionKeys: The keys of dynamic partitioning by name, for use as `!{partitionKeyFromLambda:NAME}` in a prefix.
    ///   - table: The operation on an Iceberg table, if that is the destination.
    /// - Returns: The result.
    /// - Throws: Any error that encoding the value throws.
    public static func json(
        _ value: some EventOutput,
        partitionKeys: [String: String] = [:],
        table: TableOperation? = nil
    ) throws -> TransformationResult {
        var writer = JSONWriter()
        try value.encodeEvent(to: &writer)
        return .ok(writer.finish() + [UInt8(ascii: "\n")], partitionKeys: partitionKeys, table: table)
    }
}
