import Swiftlet
import SwiftletJSON
import Testing

@Suite struct EventTriggerTests {
    private func start(_ source: EventTrigger) async throws {
        try await App(title: "x", version: "1") {
            EventHandler("x", on: source) { (event: JSON, context) in }
        }
        .start()
    }

    @Test(arguments: [
        EventTrigger.schedule("rate(1 minute)"), .schedule("rate(5 hours)"), .schedule("cron(0 3 * * ? *)"),
        .schedule("cron(0/15 8-17 ? * MON-FRI 2026)"), .schedule("cron(0 0 L * ? *)"), .queue(),
        .queue(batchSize: 10_000, batchingWindow: 300, maximumConcurrency: 1000, reportsBatchItemFailures: false),
        .queue(isFIFO: true), .topic(), .topic(filter: ["kind": ["news"]]), .bucket(), .bucket(prefix: "in/"),
        .table(), .stream(batchSize: 10_000, parallelizationFactor: 10), .table(tumblingWindow: 900),
        .events(matching: ["source": ["shop"], "detail": ["total": [["numeric": [">", 100]]]]], bus: "shop"),
    ])
    func `accepts triggers that the platform accepts`(source: EventTrigger) async throws {
        try await start(source)
        #expect(EventHandler("x", on: source) { (event: JSON, context) in }.trigger == source)
    }

    @Test(arguments: [
        EventTrigger.schedule(""), .schedule("0 3 * * *"), .schedule("rate(0 minutes)"), .schedule("rate(1 minutes)"),
        .schedule("rate(5 minute)"), .schedule("rate(5  minutes)"), .schedule("cron(0 3 * * *)"),
        .schedule("cron(0 3 * * * *)"), .schedule("cron(0 3 ? * ? *)"), .schedule("cron(0 3 * * ? ;)"),
        .queue(batchSize: 0), .queue(batchSize: 11), .queue(batchSize: 10_001, batchingWindow: 1),
        .queue(batchingWindow: -1), .queue(batchingWindow: 301), .queue(maximumConcurrency: 1),
        .queue(batchingWindow: 1, isFIFO: true), .queue(batchSize: 11, batchingWindow: 1, isFIFO: true),
        .topic(filter: [:]), .topic(filter: ["kind": "news"]), .bucket(events: []), .bucket(events: ["ObjectCreated"]),
        .table(batchSize: 0), .table(batchingWindow: 301), .table(maximumRetries: -1),
        .stream(parallelizationFactor: 11),
        .stream(tumblingWindow: 0), .events(matching: []), .events(matching: ["source": []]),
        .events(matching: ["source": ["shop"]], bus: ""),
    ])
    func `rejects triggers at startup that the platform rejects`(source: EventTrigger) async throws {
        let error = await #expect(throws: AppError.self) { try await start(source) }
        #expect(error?.description.contains("Invalid trigger of the event handler x:") == true)
    }
}
