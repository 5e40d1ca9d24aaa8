public import Swiftlet
public import SwiftletJSON

/// A batch of records that Amazon Data Firehose passes to a function to transform them.
///
/// ```swift
/// let enrichment = EventHandler("enrichment") { (event: FirehoseEvent, context) in
///     await event.transformRecords { record in
///         let visit = try record.decode(Visit.self)
///         guard !visit.isInternal else { return .dropped }
///         return try .json(visit, partitionKeys: ["country": visit.country])
///     }
/// }
/// ```
///
/// The response contains each record exactly once, see ``transformRecords(concurrency:reserving:body:)``
/// ([Amazon Data Firehose documentation, "Transform source data"](https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html)).
/// The source of a handler is the name or ARN of a Firehose stream, or of the Kinesis stream or MSK cluster that it reads.
public struct FirehoseEvent: EventModel, RecognizedEvent {
    /// The invocation ID.
    public var invocationID: String
    /// The ARN of the Firehose stream.
    public var streamARN: String
    /// The ARN of the Kinesis stream or of the MSK cluster that is the source, or `nil` for direct PUT.
    public var sourceARN: String?
    /// The AWS region.
    public var region: String
    /// The records, in the order of the event.
    public var records: [FirehoseRecord]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `records` is missing, or a record lacks a required member.
    public init(event: JSONNode) throws(EventError) {
        invocationID = try event.requiredString("invocationId")
        streamARN = try event.requiredString("deliveryStreamArn")
        let kinesisARN = try event.optionalString("sourceKinesisStreamArn")
        let kafkaARN = try event.optionalString("sourceMSKArn")
        sourceARN = kinesisARN ?? kafkaARN
        region = try event.optionalString("region") ?? ""
        records = try event.requiredList("records") { (node) throws(EventError) in try FirehoseRecord(node) }
    }

    /// Whether the event is a batch of Firehose records.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["deliveryStreamArn"]?.kind == .string && event["invocationId"] != nil && event["records"]?.kind == .array
    }

    /// The ARNs and the names of the Firehose stream and of its source.
    public static func sources(of event: JSONNode) -> [String] {
        var sources: [String] = []
        for (member, type) in [("deliveryStreamArn", "deliverystream/"), ("sourceKinesisStreamArn", "stream/")]
            as [(String, StaticString)]
        {
            if let arn = event[member]?.string { sources += ResourceName.names(of: arn, type: type) }
        }
        if let arn = event["sourceMSKArn"]?.string {
            sources += ResourceName.names(of: arn, type: "cluster/", until: "/")
        }
        return sources
    }

    /// Transforms each record, and creates the response to the event.
    ///
    /// - If the closure throws for a record, the error is logged, and the result of the record is
    ///   ``TransformationResult/failed``. Firehose delivers failed records to the prefix for errors in S3.
    /// - If the invocation is cancelled or close to its deadline, the remaining records fail without being transformed.
    /// - Records that would make the response larger than 6 MB, the limit of Lambda, fail; the number of them is logged. Reduce
    ///   the buffer size of the transformation if this happens.
    ///
    /// - Parameters:
    ///   - concurrency: The maximum number of records transformed concurrently.
    ///   - margin: The time reserved for sending the response: no record is started once less than this is left.
    ///   - body: The closure that transforms one record.
    /// - Returns: The response, with the records in the order of the event.
    public func transformRecords(
        concurrency: Int = 1,
        reserving margin: Duration = .milliseconds(250),
        body: @escaping @Sendable (FirehoseRecord) async throws -> TransformationResult
    ) async -> TransformationResponse {
        await Transformation(records, concurrency: concurrency, margin: margin).response(body)
    }

    /// Creates the response to the event from the results of records that were transformed together.
    ///
    /// Records without a result, and records that would make the response larger than 6 MB, are
    /// ``TransformationResult/failed``.
    ///
    /// - Parameter results: The results by ``FirehoseRecord/recordID``.
    /// - Returns: The response, with the records in the order of the event.
    public func response(_ results: [String: TransformationResult]) -> TransformationResponse {
        Transformation(records).response(results)
    }
}
