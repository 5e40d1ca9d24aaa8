public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// A batch of records of Kinesis Data Analytics for SQL, to preprocess them or to deliver the output of an application.
///
/// An event to preprocess records has a ``streamARN``, and its records are transformed as those of a ``FirehoseEvent``
/// ([Kinesis Data Analytics documentation, "Preprocessing Data Using a Lambda Function"](https://docs.aws.amazon.com/kinesisanalytics/latest/dev/lambda-preprocessing.html)).
/// The records of an event without one are delivered by the function, with the result ``TransformationResult/delivered``
/// (["Using a Lambda Function as Output"](https://docs.aws.amazon.com/kinesisanalytics/latest/dev/how-it-works-output-lambda.html)).
/// AWS has discontinued the service in 2026. The source of a handler is the name or ARN of an application.
public struct KinesisAnalyticsEvent: EventModel, RecognizedEvent {
    /// The invocation ID.
    public var invocationID: String
    /// The ARN of the application.
    public var applicationARN: String
    /// The ARN of the stream whose records to preprocess, or `nil` for records to deliver.
    public var streamARN: String?
    /// The records, in the order of the event.
    public var records: [Record]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `records` is missing, or a record lacks a required member.
    public init(event: JSONNode) throws(EventError) {
        invocationID = try event.requiredString("invocationId")
        applicationARN = try event.requiredString("applicationArn")
        let streamARN = try event.optionalString("streamArn")
        self.streamARN = streamARN
        records = try event.requiredList("records") { (node) throws(EventError) in
            try Record(node, isOutput: streamARN == nil)
        }
    }

    /// Whether the event is a batch of records of Kinesis Data Analytics.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["applicationArn"]?.kind == .string && event["invocationId"] != nil && event["records"]?.kind == .array
    }

    /// The ARN and the name of the application.
    public static func sources(of event: JSONNode) -> [String] {
        event["applicationArn"]?.string.map { ResourceName.names(of: $0, type: "application/") } ?? []
    }

    /// A record to preprocess or to deliver.
    public struct Record: TransformableRecord, Hashable {
        /// The record ID, unique in the event.
        public var recordID: String
        /// The data in base64, as in the event.
        public var encodedData: String
        /// The position in the Kinesis stream, if that is the source.
        public var kinesis: FirehoseRecord.KinesisMetadata?
        /// The approximate arrival time of the record in its stream, or `nil` if the event has none.
        public var arrivedAt: Date?
        /// How often the delivery of the record has been retried, or `nil` if the event has no number.
        public var retryCount: Int?
        private let isOutput: Bool

        var dataMember: String { "data" }
        var failure: String { isOutput ? "DeliveryFailed" : "ProcessingFailed" }

        init(_ node: JSONNode, isOutput: Bool) throws(EventError) {
            self.isOutput = isOutput
            recordID = try node.requiredString("recordId")
            encodedData = try node.requiredString("data")
            kinesis = nil
            if let metadata = try node.optionalObject("kinesisStreamRecordMetadata") {
                kinesis = try EventError.at("kinesisStreamRecordMetadata") { () throws(EventError) in
                    try FirehoseRecord.KinesisMetadata(metadata)
                }
            }
            let metadata = node["kinesisStreamRecordMetadata"] ?? node["kinesisFirehoseRecordMetadata"]
            arrivedAt = metadata?["approximateArrivalTimestamp"]?.time
            retryCount = node["lambdaDeliveryRecordMetadata"]?["retryHint"]?.int
        }

        /// The decoded data.
        ///
        /// - Throws: ``EventError`` with the code `invalidBase64` if the data is not valid base64.
        public var data: [UInt8] {
            get throws(EventError) { try EventPayload.bytes(encodedData, at: "data") }
        }

        /// Decodes the data as JSON.
        ///
        /// - Throws: ``EventError`` with the code `invalidJSON` if the data is not JSON, or any error that decoding the type
        ///   throws.
        public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
            try EventPayload.decode(type, from: data, at: "data")
        }
    }

    /// Transforms or delivers each record, and creates the response to the event, as
    /// ``FirehoseEvent/transformRecords(concurrency:reserving:body:)`` does.
    ///
    /// - Parameters:
    ///   - concurrency: The maximum number of records processed concurrently.
    ///   - margin: The time reserved for sending the response: no record is started once less than this is left.
    ///   - body: The closure that processes one record.
    /// - Returns: The response, with the records in the order of the event.
    public func transformRecords(
        concurrency: Int = 1,
        reserving margin: Duration = .milliseconds(250),
        body: @escaping @Sendable (Record) async throws -> TransformationResult
    ) async -> TransformationResponse {
        await Transformation(records, concurrency: concurrency, margin: margin).response(body)
    }
}
