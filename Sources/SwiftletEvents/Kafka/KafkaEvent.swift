public import Swiftlet
public import SwiftletJSON

/// A batch of records of a Kafka topic, from Amazon MSK or from a self-managed cluster.
///
/// ```swift
/// let payments = EventHandler("payments") { (event: KafkaEvent, context) in
///     await processBatch(event.records) { record in
///         let payment = try record.decode(Payment.self)
///         context.logger.info("Payment \(payment.id) at offset \(record.offset)")
///     }
/// }
/// ```
///
/// A batch contains records of one or more partitions
/// ([AWS Lambda documentation, "Amazon MSK"](https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html),
/// ["Self-managed Apache Kafka"](https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html)). The source of a handler is a
/// topic, or the name or ARN of an MSK cluster. Lambda evaluates the failures of a ``BatchResponse`` if the event source
/// mapping enables `ReportBatchItemFailures`, which requires provisioned mode.
public struct KafkaEvent: EventModel, RecognizedEvent {
    /// The ARN of the MSK cluster, or `nil` for a self-managed cluster.
    public var clusterARN: String?
    /// The addresses of the bootstrap brokers.
    public var bootstrapServers: [String]
    /// The records, ordered by offset within each partition.
    public var records: [KafkaRecord]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `records` is missing, or a record lacks a required member.
    public init(event: JSONNode) throws(EventError) {
        clusterARN = try event.optionalString("eventSourceArn")
        bootstrapServers =
            try event.optionalString("bootstrapServers")?.split(separator: ",").map { String($0) } ?? []
        records = []
        for (topicPartition, list) in try event.requiredObject("records").members {
            guard list.kind == .array else {
                throw .wrongType(list, expected: "an array", at: "records.\(topicPartition)")
            }
            for (index, node) in list.elements.enumerated() {
                do {
                    records.append(try KafkaRecord(node, topicPartition: topicPartition))
                } catch {
                    throw error.inside("records.\(topicPartition)[\(index)]")
                }
            }
        }
    }

    /// Whether the event is a batch of Kafka records.
    public static func recognizes(_ event: JSONNode) -> Bool {
        guard let source = event["eventSource"], event["records"]?.kind == .object else { return false }
        return source.equals("aws:kafka") || source.equals("aws:SelfManagedKafka") || source.equals("SelfManagedKafka")
    }

    /// The topics, and the ARN and the name of the cluster.
    public static func sources(of event: JSONNode) -> [String] {
        var sources: [String] = []
        var topics: Set<String> = []
        if let records = event["records"] {
            for (_, list) in records.members {
                if let topic = list[0]?["topic"]?.string, topics.insert(topic).inserted { sources.append(topic) }
            }
        }
        if let arn = event["eventSourceArn"]?.string {
            sources += ResourceName.names(of: arn, type: "cluster/", until: "/")
        }
        return sources
    }
}
