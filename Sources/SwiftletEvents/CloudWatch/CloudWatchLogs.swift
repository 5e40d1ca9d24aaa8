public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// Log events of one log stream, in a ``CloudWatchLogsEvent`` or in a record of a stream
/// ([CloudWatch Logs documentation, "Log group-level subscription filters"](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html)).
public struct CloudWatchLogs: EventModel, Hashable {
    /// The maximum size of the JSON text, in bytes, to which compressed log events are decompressed.
    public static let maximumSize = 64 * 1024 * 1024

    /// A log event.
    public struct LogEvent: Sendable, Hashable {
        /// The ID, unique for the log group.
        public var id: String
        /// The time of the log event, or `nil` if there is none.
        public var time: Date?
        /// The message.
        public var message: String
        /// The fields that the filter pattern extracts, by name.
        public var extractedFields: [String: String]

        init(_ node: JSONNode) throws(EventError) {
            id = try node.optionalString("id") ?? ""
            time = node["timestamp"]?.time
            message = try node.requiredString("message")
            extractedFields = node.scalarStrings("extractedFields")
        }

        /// Decodes the message as JSON.
        ///
        /// - Throws: ``EventError`` with the code `invalidJSON` if the message is not JSON, or any error that decoding the type
        ///   throws.
        public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
            try EventPayload.decode(type, from: Array(message.utf8), at: "message")
        }
    }

    /// `DATA_MESSAGE`, or `CONTROL_MESSAGE` for a ``isControlMessage``.
    public var messageType: String
    /// The account ID of the log group's owner.
    public var owner: String
    /// The log group.
    public var logGroup: String
    /// The log stream.
    public var logStream: String
    /// The names of the subscription filters that match.
    public var subscriptionFilters: [String]
    /// The level of the subscription, such as `ACCOUNT_LEVEL_POLICY`; `nil` if the event does not contain it.
    public var policyLevel: String?
    /// The log events, in the order of the log stream.
    public var events: [LogEvent]

    /// Creates log events from their decompressed JSON.
    ///
    /// - Throws: ``EventError`` if `logEvents` is missing, or a log event has no message.
    public init(event: JSONNode) throws(EventError) {
        messageType = try event.requiredString("messageType")
        owner = try event.optionalString("owner") ?? ""
        logGroup = try event.optionalString("logGroup") ?? ""
        logStream = try event.optionalString("logStream") ?? ""
        subscriptionFilters = event.strings("subscriptionFilters")
        policyLevel = try event.optionalString("policyLevel")
        events = try event.requiredList("logEvents") { (node) throws(EventError) in try LogEvent(node) }
    }

    /// Whether this is a message with which CloudWatch Logs checks that the destination is reachable.
    public var isControlMessage: Bool { messageType == "CONTROL_MESSAGE" }

    /// Creates log events from compressed JSON.
    ///
    /// - Parameters:
    ///   - data: The data in gzip or zlib format.
    ///   - path: The path of the data in the event, for errors.
    /// - Throws: ``EventError`` if the data cannot be decompressed, or is not JSON of log events.
    init(compressed data: [UInt8], at path: String) throws(EventError) {
        let text: [UInt8]
        do throws(InflateError) {
            text = try Gzip.decompress(data, limit: Self.maximumSize)
        } catch {
            throw error.eventError(at: path, limit: Self.maximumSize)
        }
        let root: JSONNode
        do throws(JSONError) {
            root = try JSONDocument(parsing: text).root
        } catch {
            throw EventError(.invalidJSON, "`\(path)` is not valid JSON: \(error.message)", at: path)
        }
        self = try EventError.at(path) { () throws(EventError) in try CloudWatchLogs(event: root) }
    }
}

extension KinesisEvent.Record {
    /// The log events in the data of the record, if a subscription filter of CloudWatch Logs writes to the stream.
    ///
    /// - Throws: ``EventError`` if the data is not compressed JSON of log events.
    public var logs: CloudWatchLogs {
        get throws(EventError) { try CloudWatchLogs(compressed: data, at: "kinesis.data") }
    }
}

extension FirehoseRecord {
    /// The log events in the data of the record, if a subscription filter of CloudWatch Logs writes to the stream.
    ///
    /// - Throws: ``EventError`` if the data is not compressed JSON of log events.
    public var logs: CloudWatchLogs {
        get throws(EventError) { try CloudWatchLogs(compressed: data, at: dataMember) }
    }
}
