import FoundationEssentials
import Swiftlet
import SwiftletEvents
import SwiftletJSON
import Testing

@Suite struct TumblingWindowTests {
    private static func event(_ service: String, records: [JSON] = []) -> JSON {
        [
            "Records": .array(records), "window": ["start": "2026-03-12T19:00:00Z", "end": "2026-03-12T19:02:00Z"],
            "state": ["red": 2], "shardId": "shardId-000000000006",
            "eventSourceARN": .string("arn:aws:\(service):eu-central-1:123456789012:stream/clicks"),
            "isFinalInvokeForWindow": true, "isWindowTerminatedEarly": false,
        ]
    }

    private static let app = App(title: "", version: "") {
        EventHandler("clicks", from: "clicks") { (event: KinesisEvent, context) in
            BatchResponse(state: ["red": .integer((event.window?.state["red"]?.int ?? 0) + event.records.count)])
        }
        EventHandler("others", from: "others") { (event: KinesisEvent, context) in BatchResponse() }
        EventHandler("changes") { (event: DynamoDBStreamEvent, context) in
            BatchResponse(failures: ["1"], state: event.window?.state)
        }
        EventHandler("messages") { (event: SQSEvent, context) in "messages" }
    }

    private func output(_ event: JSON, in app: App = Self.app) async throws -> JSON {
        try JSON(parsing: try await app(event.bytes))
    }

    @Test func `decodes the window of an event`() throws {
        for event in [
            try KinesisEvent(event: JSONDocument(parsing: Self.event("kinesis").bytes).root).window,
            try DynamoDBStreamEvent(event: JSONDocument(parsing: Self.event("dynamodb").bytes).root).window,
        ] {
            let window = try #require(event)
            #expect(window.start == Date(timeIntervalSince1970: 1_773_342_000))
            #expect(window.end == Date(timeIntervalSince1970: 1_773_342_120))
            #expect(window.state == ["red": 2])
            #expect(window.shardID == "shardId-000000000006")
            #expect(window.isFinalInvokeForWindow && !window.isWindowTerminatedEarly)
        }
        let without = try KinesisEvent(event: JSONDocument(parsing: Array(#"{"Records": []}"#.utf8)).root)
        #expect(without.window == nil)
    }

    @Test func `the final event of a window, without records, is dispatched by its source ARN`() async throws {
        #expect(try await output(Self.event("kinesis")) == ["state": ["red": 2], "batchItemFailures": []])
        #expect(
            try await output(Self.event("dynamodb"))
                == ["state": ["red": 2], "batchItemFailures": [["itemIdentifier": "1"]]]
        )
    }

    @Test func `an event may have both records and state`() async throws {
        let record: JSON = [
            "eventSource": "aws:kinesis", "eventSourceARN": "arn:aws:kinesis:eu-central-1:123456789012:stream/clicks",
            "kinesis": ["sequenceNumber": "1", "data": ""],
        ]
        let event = Self.event("kinesis", records: [record])
        #expect(try await output(event) == ["state": ["red": 3], "batchItemFailures": []])
    }

    @Test(
        arguments: [
            (-1, 5, []), (1, 2, ["1"]), (2, 3, ["2"]), (3, 4, ["3"]),
        ] as [(Int, Int, [BatchItemIdentifier])]
    )
    func `aggregates the records before the first failure into the state`(
        failing: Int,
        red: Int,
        failures: [BatchItemIdentifier]
    ) async throws {
        struct Failure: Error {}
        let records = (1...3)
            .map { number -> JSON in
                ["eventSource": "aws:kinesis", "kinesis": ["sequenceNumber": .string("\(number)"), "data": ""]]
            }
        let event = try KinesisEvent(
            event: JSONDocument(parsing: Self.event("kinesis", records: records).bytes).root
        )
        let response = await aggregateBatch(event.records, in: event.window) { state, record in
            state["red"] = .integer((state["red"]?.int ?? 0) + 1)
            if record.sequenceNumber == "\(failing)" { throw Failure() }
        }
        #expect(response == BatchResponse(failures: failures, state: ["red": .integer(red)]))
        let without = await aggregateBatch(event.records, in: nil) { _, _ in }
        #expect(without == BatchResponse())
    }

    @Test func `an empty batch is dispatched to the only batch handler`() async throws {
        let one = App(title: "", version: "") {
            EventHandler("messages") { (event: SQSEvent, context) in event.records.count }
            EventHandler("nightly") { (event: ScheduledEvent, context) in "nightly" }
        }
        #expect(try await output(["Records": []], in: one) == 0)
        let error = await #expect(throws: EventError.self) { try await output(["Records": []]) }
        #expect(error?.code == .ambiguousHandler)
        let none = App(title: "", version: "") {
            EventHandler("nightly") { (event: ScheduledEvent, context) in "nightly" }
        }
        await #expect(throws: EventError.self) { try await output(["Records": []], in: none) }
    }

    @Test func `an empty batch without a source is ambiguous if there are multiple batch handlers`() async throws {
        let app = App(title: "", version: "") {
            EventHandler("orders", from: "orders") { (event: SQSEvent, context) in "orders" }
            EventHandler("clicks") { (event: KinesisEvent, context) in "clicks" }
        }
        for event in [["Records": []], ["Records": [], "eventSourceARN": .null]] as [JSON] {
            let error = await #expect(throws: EventError.self) { try await output(event, in: app) }
            #expect(error?.code == .ambiguousHandler)
        }
    }

    @Test func `an empty batch with a window is not dispatched to a queue handler`() async throws {
        let app = App(title: "", version: "") {
            EventHandler("orders", from: "orders") { (event: SQSEvent, context) in "orders" }
            EventHandler("clicks") { (event: KinesisEvent, context) in "clicks" }
        }
        var changed = Self.event("kinesis")
        changed["eventSourceARN"] = nil
        let event = changed
        #expect(try await output(event, in: app) == "clicks")
        let queue = App(title: "", version: "") { EventHandler("orders") { (event: SQSEvent, context) in "orders" } }
        let error = await #expect(throws: EventError.self) { try await output(event, in: queue) }
        #expect(error?.code == .notHTTP)
    }

    @Test(arguments: [#"{"start": "x", "end": "y"}"#, "{}", "1"])
    func `rejects a malformed window`(window: String) throws {
        let event = try JSONDocument(parsing: Array(#"{"Records": [], "window": \#(window)}"#.utf8)).root
        #expect(throws: EventError.self) { try KinesisEvent(event: event) }
    }
}
