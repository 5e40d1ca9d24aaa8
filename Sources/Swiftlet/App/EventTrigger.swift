public import SwiftletJSON

/// The event source that invokes a deployed ``EventHandler``.
///
/// It is written to the deployment template, and ignored in local runs and tests, where events come from files.
///
/// ```swift
/// let digest = EventHandler("digest", on: .schedule("rate(1 day)")) { (event: ScheduledEvent, context) in
///     context.logger.info("The digest of \(event.time)")
/// }
/// let imports = EventHandler("imports", on: .queue(batchSize: 100, batchingWindow: 5)) {
///     (event: SQSEvent, context) in
///     await processBatch(event.records) { record in context.logger.info("Imported \(record.messageID).") }
/// }
/// ```
///
/// A deployment creates the queue, topic or bucket of a trigger. Tables, streams and event buses are shared with other
/// applications, so a deployment expects them to exist.
public struct EventTrigger: Sendable, Hashable {
    /// The kinds of triggers, for the deployment template.
    package enum Kind: Sendable, Hashable {
        case schedule(expression: String)
        case queue(Queue)
        case topic(filter: JSON?)
        case bucket(Bucket)
        case table(Stream)
        case stream(Stream)
        case events(pattern: JSON, bus: String?)
    }

    /// The settings of a queue's event source mapping.
    package struct Queue: Sendable, Hashable {
        package let batchSize: Int
        package let batchingWindow: Int
        package let maximumConcurrency: Int?
        package let reportsBatchItemFailures: Bool
        package let isFIFO: Bool
    }

    /// The settings of a bucket's notifications.
    package struct Bucket: Sendable, Hashable {
        package let events: [String]
        package let prefix: String
        package let suffix: String
    }

    /// The settings of a stream's event source mapping.
    package struct Stream: Sendable, Hashable {
        package let batchSize: Int
        package let batchingWindow: Int
        package let startingPosition: StartingPosition
        package let maximumRetries: Int
        package let parallelizationFactor: Int
        package let tumblingWindow: Int?
        package let reportsBatchItemFailures: Bool
    }

    /// The first record of a stream that a new deployment processes.
    public struct StartingPosition: Sendable, Hashable {
        /// The name of the position in the Lambda API.
        package let name: String

        /// Only records that are written after the deployment.
        public static let latest = StartingPosition(name: "LATEST")
        /// The oldest record that the stream retains.
        public static let oldest = StartingPosition(name: "TRIM_HORIZON")
    }

    package let kind: Kind

    /// A schedule that sends a `ScheduledEvent`.
    ///
    /// - Parameter expression: `rate(5 minutes)`, or `cron(0 3 * * ? *)` with minutes, hours, day of month, month, day of week
    ///   and year, in UTC; see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html.
    /// - Returns: The trigger.
    public static func schedule(_ expression: String) -> EventTrigger {
        EventTrigger(kind: .schedule(expression: expression))
    }

    /// An SQS queue that sends its messages in an `SQSEvent`.
    ///
    /// - Parameters:
    ///   - batchSize: The maximum number of messages in a batch: 1 to 10,000, or 10 for a FIFO queue; more than 10 requires a
    ///     batching window.
    ///   - batchingWindow: The maximum time to gather messages for a batch, in seconds: 0 to 300, or 0 for a FIFO queue.
    ///   - maximumConcurrency: The maximum number of batches processed concurrently: 2 to 1000; by default the account's limit.
    ///   - reportsBatchItemFailures: Whether the handler returns the failed messages, as
    ///     `processBatch(_:concurrency:reserving:body:)` does, so that only those are retried. Otherwise an error retries
    ///     the whole batch.
    ///   - isFIFO: Whether the queue keeps the order of messages that have the same group ID.
    /// - Returns: The trigger.
    public static func queue(
        batchSize: Int = 10,
        batchingWindow: Int = 0,
        maximumConcurrency: Int? = nil,
        reportsBatchItemFailures: Bool = true,
        isFIFO: Bool = false
    ) -> EventTrigger {
        EventTrigger(
            kind: .queue(
                Queue(
                    batchSize: batchSize,
                    batchingWindow: batchingWindow,
                    maximumConcurrency: maximumConcurrency,
                    reportsBatchItemFailures: reportsBatchItemFailures,
                    isFIFO: isFIFO
                )
            )
        )
    }

    /// An SNS topic that sends its messages in an `SNSEvent`.
    ///
    /// - Parameter filter: The filter policy for message attributes, such as `["kind": ["order"]]`; see
    ///   https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html.
    /// - Returns: The trigger.
    public static func topic(filter: JSON? = nil) -> EventTrigger {
        EventTrigger(kind: .topic(filter: filter))
    }

    /// An S3 bucket that sends its notifications in an `S3Event`; the handler may read the bucket's objects.
    ///
    /// - Parameters:
    ///   - events: The events, at least one; see
    ///     https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html.
    ///   - prefix: The prefix of the keys, such as `images/`; empty for all keys.
    ///   - suffix: The suffix of the keys, such as `.jpg`; empty for all keys.
    /// - Returns: The trigger.
    public static func bucket(
        events: [String] = ["s3:ObjectCreated:*"],
        prefix: String = "",
        suffix: String = ""
    ) -> EventTrigger {
        EventTrigger(kind: .bucket(Bucket(events: events, prefix: prefix, suffix: suffix)))
    }

    /// The stream of an existing DynamoDB table, which sends changed items in a `DynamoDBStreamEvent`.
    ///
    /// A deployment has a parameter for the ARN of the stream. A batch that fails too often is described in a dead-letter
    /// queue.
    ///
    /// - Parameters:
    ///   - batchSize: The maximum number of records in a batch: 1 to 10,000.
    ///   - batchingWindow: The maximum time to gather records for a batch, in seconds: 0 to 300.
    ///   - startingPosition: The first record to process.
    ///   - maximumRetries: How often a failed batch is retried, each time with half of its records: 0 to 10,000.
    ///   - parallelizationFactor: The number of batches of a shard that are processed concurrently: 1 to 10.
    ///   - tumblingWindow: The duration of the windows of a handler that aggregates records, in seconds: 1 to 900; `nil` for a
    ///     handler without state.
    ///   - reportsBatchItemFailures: Whether the handler returns the failed records, as for
    ///     ``queue(batchSize:batchingWindow:maximumConcurrency:reportsBatchItemFailures:isFIFO:)``.
    /// - Returns: The trigger.
    public static func table(
        batchSize: Int = 100,
        batchingWindow: Int = 0,
        startingPosition: StartingPosition = .latest,
        maximumRetries: Int = 5,
        parallelizationFactor: Int = 1,
        tumblingWindow: Int? = nil,
        reportsBatchItemFailures: Bool = true
    ) -> EventTrigger {
        EventTrigger(
            kind: .table(
                Stream(
                    batchSize: batchSize,
                    batchingWindow: batchingWindow,
                    startingPosition: startingPosition,
                    maximumRetries: maximumRetries,
                    parallelizationFactor: parallelizationFactor,
                    tumblingWindow: tumblingWindow,
                    reportsBatchItemFailures: reportsBatchItemFailures
                )
            )
        )
    }

    /// An existing Kinesis stream, which sends its records in a `KinesisEvent`.
    ///
    /// The parameters are those of
    /// ``table(batchSize:batchingWindow:startingPosition:maximumRetries:parallelizationFactor:tumblingWindow:reportsBatchItemFailures:)``.
    public static func stream(
        batchSize: Int = 100,
        batchingWindow: Int = 0,
        startingPosition: StartingPosition = .latest,
        maximumRetries: Int = 5,
        parallelizationFactor: Int = 1,
        tumblingWindow: Int? = nil,
        reportsBatchItemFailures: Bool = true
    ) -> EventTrigger {
        EventTrigger(
            kind: .stream(
                Stream(
                    batchSize: batchSize,
                    batchingWindow: batchingWindow,
                    startingPosition: startingPosition,
                    maximumRetries: maximumRetries,
                    parallelizationFactor: parallelizationFactor,
                    tumblingWindow: tumblingWindow,
                    reportsBatchItemFailures: reportsBatchItemFailures
                )
            )
        )
    }

    /// The events of an EventBridge bus that match a pattern, sent as `EventBridgeEvent`.
    ///
    /// - Parameters:
    ///   - pattern: The event pattern, an object such as `["source": ["shop.orders"], "detail-type": ["Order Placed"]]`; see
    ///     https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html.
    ///   - bus: The name of an existing event bus; `nil` for the account's default bus.
    /// - Returns: The trigger.
    public static func events(matching pattern: JSON, bus: String? = nil) -> EventTrigger {
        EventTrigger(kind: .events(pattern: pattern, bus: bus))
    }
}
