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
public struct EventTrigger: Sendable, Hashable {
    /// The kinds of triggers, for the deployment template.
    package enum Kind: Sendable, Hashable {
        case schedule(expression: String)
        case queue(Queue)
    }

    /// The settings of a queue's event source mapping.
    package struct Queue: Sendable, Hashable {
        package let batchSize: Int
        package let batchingWindow: Int
        package let maximumConcurrency: Int?
        package let reportsBatchItemFailures: Bool
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
    ///   - batchSize: The maximum number of messages in a batch: 1 to 10,000; more than 10 requires a batching window.
    ///   - batchingWindow: The maximum time to gather messages for a batch, in seconds: 0 to 300.
    ///   - maximumConcurrency: The maximum number of batches processed concurrently: 2 to 1000; by default the account's limit.
    ///   - reportsBatchItemFailures: Whether the handler returns the failed messages, as
    ///     `processBatch(_:concurrency:reserving:body:)` does, so that only those are retried. Otherwise an error retries
    ///     the whole batch.
    /// - Returns: The trigger.
    public static func queue(
        batchSize: Int = 10,
        batchingWindow: Int = 0,
        maximumConcurrency: Int? = nil,
        reportsBatchItemFailures: Bool = true
    ) -> EventTrigger {
        EventTrigger(
            kind: .queue(
                Queue(
                    batchSize: batchSize,
                    batchingWindow: batchingWindow,
                    maximumConcurrency: maximumConcurrency,
                    reportsBatchItemFailures: reportsBatchItemFailures
                )
            )
        )
    }

    /// The reason why the trigger is invalid, or `nil` if it is valid.
    var fault: String? {
        switch kind {
        case .schedule(let expression):
            Self.isSchedule(expression)
                ? nil : "`\(expression)` is not a schedule expression such as `rate(5 minutes)` or `cron(0 3 * * ? *)`."
        case .queue(let queue):
            if !(1...10_000).contains(queue.batchSize) {
                "batchSize must be between 1 and 10,000."
            } else if !(0...300).contains(queue.batchingWindow) {
                "batchingWindow must be between 0 and 300 seconds."
            } else if queue.batchSize > 10, queue.batchingWindow == 0 {
                "A batchSize of more than 10 requires a batchingWindow of at least 1 second."
            } else if let maximum = queue.maximumConcurrency, !(2...1000).contains(maximum) {
                "maximumConcurrency must be between 2 and 1000."
            } else {
                nil
            }
        }
    }

    private static func isSchedule(_ expression: String) -> Bool {
        guard expression.hasSuffix(")"), let start = expression.firstIndex(of: "(") else { return false }
        let inside = expression[expression.index(after: start)...].dropLast()
        let fields = inside.split(separator: " ", omittingEmptySubsequences: false)
        switch expression[..<start] {
        case "rate":
            guard fields.count == 2, let count = Int(fields[0]), count > 0 else { return false }
            // The platform rejects both `1 minutes` and `5 minute`.
            return ["minute", "hour", "day"].contains { fields[1] == (count == 1 ? $0 : $0 + "s") }
        case "cron":
            let isKnown = { (character: Character) in
                character.isASCII && (character.isLetter || character.isNumber || "*?,-/#".contains(character))
            }
            // Exactly one of day of month and day of week must be `?`.
            return fields.count == 6 && fields.allSatisfy { !$0.isEmpty && $0.allSatisfy(isKnown) }
                && (fields[2] == "?") != (fields[4] == "?")
        default:
            return false
        }
    }
}
