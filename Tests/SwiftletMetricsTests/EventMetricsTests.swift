import CoreMetrics
import Swiftlet
import SwiftletEvents
import Testing

@testable import SwiftletMetrics

@Suite struct EventMetricsTests {
    private struct Broken: Error {}

    private func app(_ collected: CollectedMetrics) -> App {
        App(title: "Events", version: "1") {
            InvocationMetrics(collected.metrics, coldStart: .warm)
            EventHandler("imports") { (event: SQSEvent, context) in
                await processBatch(event.records) { record in
                    Counter(label: "Imports").increment()
                    if record.body == "broken" { throw Broken() }
                }
            }
            EventHandler("digest") { (event: ScheduledEvent, context) in
                if event.resources.isEmpty { throw Broken() }
            }
        }
    }

    /// An event of a queue with the bodies.
    private func messages(_ bodies: [String]) -> [UInt8] {
        let records = bodies.enumerated()
            .map { index, body -> JSON in
                [
                    "messageId": .string("m-\(index)"), "receiptHandle": "r", "body": .string(body), "attributes": [:],
                    "messageAttributes": [:], "md5OfBody": "", "eventSource": "aws:sqs",
                    "eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:imports", "awsRegion": "eu-west-1",
                ]
            }
        return JSON.object(["Records": .array(records)]).bytes
    }

    /// A scheduled event of a rule, or of none.
    private func schedule(_ rules: [JSON]) -> [UInt8] {
        JSON.object([
            "version": "0", "id": "e", "detail-type": "Scheduled Event", "source": "aws.events",
            "account": "123456789012", "time": "2026-01-31T00:00:00Z", "region": "eu-west-1",
            "resources": .array(rules), "detail": [:],
        ])
        .bytes
    }

    @Test func `failed records of a batch are counted, with the metrics of the handler in one line`() async throws {
        let collected = try CollectedMetrics()
        let context = Context(requestID: "r-1", logger: .discarding)
        _ = try await app(collected)(messages(["a", "broken", "b", "broken"]), context: context)
        let documents = try collected.take()
        try #require(documents.count == 1)
        #expect(documents[0]["BatchItemFailures"] == 2)
        #expect(documents[0]["Imports"] == 4)
        #expect(documents[0]["Errors"] == 0)
        #expect(documents[0]["handler"] == "imports")
        #expect(documents[0]["requestId"] == "r-1")
        #expect(documents[0].dimensions(of: "Duration") == ["handler"])
    }

    @Test func `a batch without failures has none`() async throws {
        let collected = try CollectedMetrics()
        _ = try await app(collected)(messages(["a"]))
        #expect(try collected.take().map { $0["BatchItemFailures"] } == [0])
    }

    @Test func `an event handler that throws is an error`() async throws {
        let collected = try CollectedMetrics()
        let app = app(collected)
        _ = try await app(schedule(["arn:aws:events:eu-west-1:123456789012:rule/daily"]))
        await #expect(throws: Broken.self) { try await app(schedule([])) }
        let documents = try collected.take()
        #expect(documents.map { $0["Errors"] } == [0, 1])
        #expect(documents.map { $0["BatchItemFailures"] } == [nil, nil])
        #expect(documents.map { $0["handler"] } == ["digest", "digest"])
    }

    @Test func `a handler that is deployed on its own is measured`() async throws {
        let collected = try CollectedMetrics()
        let context = Context(requestID: "r-1", logger: .discarding)
        _ = try await app(collected).handler(named: "imports").respond(to: messages(["a"]), context: context)
        #expect(try collected.take().map { $0["handler"] } == ["imports"])
    }

    @Test(arguments: [
        (#"{"batchItemFailures":[]}"#, 0), (#"{"state":{},"batchItemFailures":[{"itemIdentifier":"a"}]}"#, 1),
        (#"{"batchItemFailures":null}"#, nil), ("null", nil), ("[]", nil), ("no JSON", nil),
    ])
    func `failed records are those of the response`(output: String, count: Int?) {
        #expect(InvocationMetrics.batchFailures(in: Array(output.utf8)) == count)
    }
}
