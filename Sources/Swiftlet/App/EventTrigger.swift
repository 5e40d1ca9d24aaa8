/// What sends an ``EventHandler`` its events where it is deployed.
///
/// The tool writes it into the deployment's template; locally and in tests events come from files, whatever it says.
///
/// ```swift
/// EventHandler("nightly-cleanup", on: .schedule("cron(0 3 * * ? *)"), Inject(database)) { (event: ScheduledEvent, …) in … }
/// EventHandler("imports", on: .queue(batchSize: 100, batchingWindow: 5)) { (event: SQSEvent, …) in … }
/// ```
public struct EventTrigger: Sendable, Hashable {
    /// The kinds of triggers, for who deploys.
    package enum Kind: Sendable, Hashable {
        case schedule(expression: String)
        case queue(Queue)
    }

    /// How a queue is read.
    package struct Queue: Sendable, Hashable {
        package let batchSize: Int
        package let batchingWindow: Int
        package let maximumConcurrency: Int?
        package let reportsItemFailures: Bool
    }

    package let kind: Kind

    /// A schedule, which sends a ``ScheduledEvent`` at its times.
    ///
    /// - Parameter expression: `rate(5 minutes)`, or `cron(0 3 * * ? *)` with minutes, hours, days, months, days of the week
    ///   and years, in UTC; see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html.
    /// - Returns: the trigger.
    public static func schedule(_ expression: String) -> EventTrigger {
        EventTrigger(kind: .schedule(expression: expression))
    }

    /// A queue, whose messages come in an ``SQSEvent``.
    ///
    /// - Parameters:
    ///   - batchSize: how many messages come at most at once: 1 to 10,000, more than 10 only with a window.
    ///   - batchingWindow: for how many seconds messages are gathered: 0 to 300.
    ///   - maximumConcurrency: how many batches are worked on at once: 2 to 1000; by default as many as the account allows.
    ///   - reportsItemFailures: whether the handler answers with the messages that failed, as
    ///     ``processBatch(_:concurrency:reserving:body:)`` does: only those are delivered again. Otherwise it is the whole batch if
    ///     the handler throws.
    /// - Returns: the trigger.
    public static func queue(
        batchSize: Int = 10,
        batchingWindow: Int = 0,
        maximumConcurrency: Int? = nil,
        reportsItemFailures: Bool = true
    ) -> EventTrigger {
        EventTrigger(
            kind: .queue(
                Queue(
                    batchSize: batchSize,
                    batchingWindow: batchingWindow,
                    maximumConcurrency: maximumConcurrency,
                    reportsItemFailures: reportsItemFailures
                )
            )
        )
    }

    /// What the platform would not take, in a sentence.
    var fault: String? {
        switch kind {
        case .schedule(let expression):
            Self.isSchedule(expression) ? nil : "`\(expression)` is neither `rate(5 minutes)` nor `cron(0 3 * * ? *)`."
        case .queue(let queue):
            if !(1...10_000).contains(queue.batchSize) {
                "A batch has 1 to 10,000 messages."
            } else if !(0...300).contains(queue.batchingWindow) {
                "The messages of a batch are gathered for 0 to 300 seconds."
            } else if queue.batchSize > 10, queue.batchingWindow == 0 {
                "A batch of more than 10 messages has to be gathered for a second or more."
            } else if let maximum = queue.maximumConcurrency, !(2...1000).contains(maximum) {
                "2 to 1000 batches can be worked on at once."
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
            // The platform refuses `1 minutes` as it does `5 minute`.
            return ["minute", "hour", "day"].contains { fields[1] == (count == 1 ? $0 : $0 + "s") }
        case "cron":
            let isKnown = { (character: Character) in
                character.isASCII && (character.isLetter || character.isNumber || "*?,-/#".contains(character))
            }
            // Days are given either of the month or of the week.
            return fields.count == 6 && fields.allSatisfy { !$0.isEmpty && $0.allSatisfy(isKnown) }
                && (fields[2] == "?") != (fields[4] == "?")
        default:
            return false
        }
    }
}

extension App {
    /// The title in the documentation.
    package var title: String { plan.description.title }

    /// Checks how the app is put together, and makes nothing.
    ///
    /// - Throws: ``AppError`` with what is wrong.
    package func check() throws(AppError) {
        if !plan.faults.isEmpty { throw AppError(faults: plan.faults) }
    }

    /// Whether no other event handler takes events of the same kind from the same sources.
    package func isOnlyHandlerOfItsEvents(_ name: String) -> Bool {
        guard let handler = plan.eventHandlers.first(where: { $0.name == name }), let kind = handler.kind else {
            return true
        }
        return plan.eventHandlers.allSatisfy { $0.name == name || $0.kind != kind || $0.source != handler.source }
    }

    /// The event handlers' names and triggers, in the order in which they were listed.
    package var eventTriggers: [(name: String, trigger: EventTrigger?)] {
        plan.eventHandlers.map { ($0.name, $0.trigger) }
    }
}
