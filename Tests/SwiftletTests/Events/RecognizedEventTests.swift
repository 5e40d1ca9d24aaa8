import Swiftlet
import SwiftletJSON
import Testing

/// Dispatch to handlers of event types that an app declares.
@Suite struct RecognizedEventTests {
    private struct KafkaEvent: RecognizedEvent {
        static let kind = EventKind.streamBatches(of: KafkaEvent.self)

        static func recognizes(_ event: JSONNode) -> Bool { event["eventSource"]?.equals("aws:kafka") == true }
        static func decodeEvent(_ event: JSONNode) -> KafkaEvent { KafkaEvent() }
    }

    private struct Alarm: RecognizedEvent {
        static func recognizes(_ event: JSONNode) -> Bool { event["alarmArn"] != nil }
        static func decodeEvent(_ event: JSONNode) -> Alarm { Alarm() }
    }

    private static let app = App(title: "", version: "") {
        EventHandler("records") { (event: KafkaEvent, context) in "records" }
        EventHandler("alarms") { (event: Alarm, context) in "alarms" }
        EventHandler("any") { (event: JSON, context) in "any" }
    }

    @Test(arguments: [
        (#"{"eventSource": "aws:kafka", "records": {}}"#, "records"), (#"{"Records": []}"#, "records"),
        (#"{"alarmArn": "arn:aws:cloudwatch:a"}"#, "alarms"),
    ])
    func `an event is dispatched to the type that recognizes it, and an empty batch to the type of batches`(
        event: String,
        handler: String
    ) async throws {
        let output = try await Self.app(Array(event.utf8))
        #expect(String(decoding: output, as: UTF8.self) == "\"\(handler)\"")
    }

    @Test func `two handlers of one type need different sources`() throws {
        let app = App(title: "", version: "") {
            EventHandler("first") { (event: Alarm, context) in "first" }
            EventHandler("second") { (event: Alarm, context) in "second" }
        }
        let fault = #expect(throws: AppError.self) { try app.handler(named: "app") }
        #expect(fault?.description.contains("first and second match the same events") == true)
    }
}
