import EventSamples
import Logging
import Swiftlet
import SwiftletJSON
import Synchronization
import Testing

@testable import SwiftletEvents

@Suite struct BatchTests {
    private struct Record: BatchRecord {
        var itemIdentifier: BatchItemIdentifier
        var ordering: BatchOrdering
    }

    private struct Failure: Error {}

    /// Processes records with identifiers such as `a1`, some of which fail.
    private func outcome(
        _ records: [String],
        failing: Set<String>,
        concurrency: Int = 1,
        ordering: (String) -> BatchOrdering
    ) async -> (processed: [String], failures: [String]) {
        let processed = Mutex<[String]>([])
        let batch = records.map { Record(itemIdentifier: BatchItemIdentifier($0), ordering: ordering($0)) }
        let response = await processBatch(batch, concurrency: concurrency) { record in
            processed.withLock { $0.append(record.itemIdentifier.description) }
            if failing.contains(record.itemIdentifier.description) { throw Failure() }
        }
        return (processed.withLock { $0 }, response.failures.map(\.description))
    }

    @Test(arguments: [
        ("arn:aws:sqs:eu-central-1:1:orders.fifo", BatchOrdering.group("a")), ("", .group("a")),
        ("arn:aws:sqs:eu-central-1:1:orders", BatchOrdering.none),
    ])
    func `messages of a group are ordered in a FIFO queue but not in a standard queue`(
        queue: String,
        ordering: BatchOrdering
    ) throws {
        let event: JSON = [
            "Records": [
                [
                    "messageId": "1", "body": "", "eventSource": "aws:sqs", "eventSourceARN": .string(queue),
                    "attributes": ["MessageGroupId": "a"],
                ]
            ]
        ]
        let record = try #require(try SQSEvent(event: JSONDocument(parsing: event.bytes).root).records.first)
        #expect(record.ordering == ordering)
    }

    @Test(
        arguments: [
            ([], []),
            (["a1"], ["a1"]),
            (["a1", "b3"], ["a1", "b3"]),
            (["a1", "a2", "b3", "b4"], ["a1", "a2", "b3", "b4"]),
        ] as [(Set<String>, [String])]
    )
    func `in a standard queue each record fails individually`(_ failing: Set<String>, _ failures: [String]) async {
        for concurrency in [0, 1, 2, 10] {
            let outcome = await outcome(
                ["a1", "a2", "b3", "b4"],
                failing: failing,
                concurrency: concurrency,
                ordering: { _ in .none }
            )
            #expect(Set(outcome.processed) == ["a1", "a2", "b3", "b4"])
            #expect(outcome.processed.count == 4)
            #expect(outcome.failures == failures)
        }
    }

    @Test(
        arguments: [
            ([], ["a1", "b2", "a3", "b4", "a5"], []),
            (["a1"], ["a1", "b2", "b4"], ["a1", "a3", "a5"]),
            (["a3"], ["a1", "b2", "a3", "b4"], ["a3", "a5"]),
            (["a5", "b2"], ["a1", "a3", "a5", "b2"], ["b2", "b4", "a5"]),
        ] as [(Set<String>, Set<String>, [String])]
    )
    func `in a FIFO queue the rest of a group fails after its first failure`(
        _ failing: Set<String>,
        _ processed: Set<String>,
        _ failures: [String]
    ) async {
        for concurrency in [1, 4] {
            let outcome = await outcome(
                ["a1", "b2", "a3", "b4", "a5"],
                failing: failing,
                concurrency: concurrency,
                ordering: { .group(String($0.prefix(1))) }
            )
            #expect(Set(outcome.processed) == processed)
            #expect(outcome.failures == failures)
            for group in ["a", "b"] {
                let order = outcome.processed.filter { $0.hasPrefix(group) }
                #expect(order == order.sorted())
            }
        }
    }

    @Test(
        arguments: [([], 4, []), (["2"], 2, ["2"]), (["3", "2"], 2, ["2"]), (["1"], 1, ["1"])]
            as [(Set<String>, Int, [String])]
    )
    func `in a stream the first failure ends the batch`(
        _ failing: Set<String>,
        _ processed: Int,
        _ failures: [String]
    ) async {
        let outcome = await outcome(["1", "2", "3", "4"], failing: failing, concurrency: 4, ordering: { _ in .stream })
        #expect(outcome.processed == Array(["1", "2", "3", "4"].prefix(processed)))
        #expect(outcome.failures == failures)
    }

    @Test func `an empty batch has no failures`() async {
        let outcome = await outcome([], failing: [], ordering: { _ in .none })
        #expect(outcome.failures == [])
    }

    @Test func `a message with a malformed body fails individually`() async throws {
        let bodies = [#"{"id": 1}"#, "malformed", #"{"id": 3}"#, #"{"name": 4}"#]
        let records = bodies.enumerated()
            .map { index, body in
                JSON.object(["messageId": .string("m\(index)"), "body": .string(body), "eventSource": "aws:sqs"])
            }
        let event = try SQSEvent(event: try node("{}", ["Records": .array(records)]))
        struct Order: Decodable, EventInput { var id: Int }
        let processed = Mutex<[Int]>([])
        let response = await processBatch(event.records) { record in
            let order = try record.decode(Order.self)
            processed.withLock { $0.append(order.id) }
        }
        #expect(response.failures == ["m1", "m3"])
        #expect(processed.withLock { $0 } == [1, 3])
    }

    @Test func `near the deadline the remaining records fail`() async {
        let context = Context(deadline: .now + .milliseconds(100))
        let result = await Context.$current.withValue(context) {
            await outcome(["1", "2", "3"], failing: [], ordering: { _ in .none })
        }
        #expect(result.processed == [])
        #expect(result.failures == ["1", "2", "3"])
    }

    @Test func `the batch of an event handler observes the deadline of its context`() async throws {
        let handler = EventHandler("orders") { (event: SQSEvent, _) in await processBatch(event.records) { _ in } }
        let event = Array(#"{"Records": [{"messageId": "m1", "body": "", "eventSource": "aws:sqs"}]}"#.utf8)
        let late = try await handler(event, context: Context(deadline: .now + .milliseconds(100)))
        #expect(String(decoding: late, as: UTF8.self) == #"{"batchItemFailures":[{"itemIdentifier":"m1"}]}"#)
        let early = try await handler(event, context: Context(deadline: .now + .seconds(60)))
        #expect(String(decoding: early, as: UTF8.self) == #"{"batchItemFailures":[]}"#)
    }

    @Test func `after cancellation the remaining records fail`() async {
        let records = ["1", "2", "3"].map { Record(itemIdentifier: BatchItemIdentifier($0), ordering: .none) }
        let processed = Mutex(0)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await processBatch(records) { _ in processed.withLock { $0 += 1 } }
        }
        task.cancel()
        #expect(await task.value.failures == ["1", "2", "3"])
        #expect(processed.withLock { $0 } == 0)
    }

    @Test(
        arguments: [
            ([], ["a1", "b2", "a3", "b4"], []),
            (["a1", "a3"], ["a1", "b2", "b4"], ["a1"]),
            (["a3", "b2"], ["a1", "b2", "a3"], ["b2", "a3"]),
        ] as [(Set<String>, Set<String>, [String])]
    )
    func `in a partition the first failure ends the records of the partition`(
        _ failing: Set<String>,
        _ processed: Set<String>,
        _ failures: [String]
    ) async {
        for concurrency in [1, 4] {
            let outcome = await outcome(
                ["a1", "b2", "a3", "b4"],
                failing: failing,
                concurrency: concurrency,
                ordering: { .partition(String($0.prefix(1))) }
            )
            #expect(Set(outcome.processed) == processed)
            #expect(outcome.failures == failures)
        }
    }

    @Test func `encodes the response in the format of Lambda`() throws {
        var writer = JSONWriter()
        BatchResponse(failures: ["a", "b"]).encodeEvent(to: &writer)
        let expected = #"{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"b"}]}"#
        #expect(String(decoding: writer.finish(), as: UTF8.self) == expected)
        var empty = JSONWriter()
        BatchResponse().encodeEvent(to: &empty)
        #expect(String(decoding: empty.finish(), as: UTF8.self) == #"{"batchItemFailures":[]}"#)
    }
}
