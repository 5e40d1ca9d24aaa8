import Swiftlet
import SwiftletEvents
import SwiftletJSON
import Testing

/// Selection of the event handler for an event.
@Suite struct EventDispatchTests {
    private struct Placed: Model, EventBridgeDetail {
        static let detailType = "OrderPlaced"
        var id: Int
        static let schema = Schema(Placed.init, Field("id", \.id))
    }

    private static func queue(_ name: String) -> String {
        #"{"Records": [{"messageId": "1", "body": "", "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:\#(name)"}]}"#
    }

    private static func bridge(_ detailType: String, _ resource: String = "") -> String {
        #"{"detail-type": "\#(detailType)", "source": "shop", "time": "2026-01-01T00:00:00Z", "resources": ["\#(resource)"], "detail": {"id": 1}}"#
    }

    private static let queues = App(title: "", version: "") {
        EventHandler("orders", from: "orders") { (event: SQSEvent, context) in "orders" }
        EventHandler("imports", on: .queue(), from: "arn:aws:sqs:eu-central-1:123456789012:imports") {
            (event: SQSEvent, context) in "imports"
        }
        EventHandler("others") { (event: SQSEvent, context) in "others" }
    }

    private static let bridges = App(title: "", version: "") {
        EventHandler("audit") { (event: EventBridgeEvent<JSON>, context) in "audit" }
        EventHandler("placed") { (event: EventBridgeEvent<Placed>, context) in "placed" }
        EventHandler("nightly", on: .schedule("rate(1 day)")) { (event: ScheduledEvent, context) in "nightly" }
        EventHandler("hourly", from: "hourly") { (event: ScheduledEvent, context) in "hourly" }
    }

    private static let resources = App(title: "", version: "") {
        EventHandler("users", from: "users") { (event: DynamoDBStreamEvent, context) in "users" }
        EventHandler("orders", from: "orders") { (event: DynamoDBStreamEvent, context) in "orders" }
        EventHandler("clicks", from: "clicks") { (event: KinesisEvent, context) in "clicks" }
        EventHandler("news", from: "news") { (event: SNSEvent, context) in "news" }
        EventHandler("alerts", from: "alerts") { (event: SNSEvent, context) in "alerts" }
        EventHandler("photos", from: "photos") { (event: S3Event, context) in "photos" }
        EventHandler("videos", from: "videos") { (event: S3Event, context) in "videos" }
    }

    private static func handler(of event: String, in app: App) async throws -> String {
        String(decoding: try await app(Array(event.utf8)), as: UTF8.self)
    }

    @Test(arguments: [
        ("orders", "orders"), ("imports", "imports"), ("elsewhere", "others"), ("my-orders", "others"),
        ("ORDERS", "others"), ("orders\u{301}", "others"),
    ])
    func `a batch is dispatched to the handler of its queue`(queue: String, handler: String) async throws {
        #expect(try await Self.handler(of: Self.queue(queue), in: Self.queues) == "\"\(handler)\"")
    }

    @Test(arguments: [
        ("OrderPlaced", "", "placed"), ("OrderShipped", "", "audit"),
        ("Scheduled Event", "arn:aws:events:eu-central-1:123456789012:rule/nightly", "nightly"),
        ("Scheduled Event", "arn:aws:events:eu-central-1:123456789012:rule/hourly", "hourly"),
        ("Scheduled Event", "arn:aws:scheduler:eu-central-1:123456789012:schedule/default/hourly", "hourly"),
    ])
    func `a source takes precedence over a detail type, and a detail type over any EventBridge event`(
        detailType: String,
        resource: String,
        handler: String
    ) async throws {
        let event = Self.bridge(detailType, resource)
        #expect(try await Self.handler(of: event, in: Self.bridges) == "\"\(handler)\"")
    }

    @Test(arguments: [
        (
            #"{"Records": [{"eventSource": "aws:s3", "eventName": "a", "s3": {"bucket": {"name": "videos", "arn": "arn:aws:s3:::videos"}, "object": {"key": "k"}}}]}"#,
            "videos"
        ),
        (
            #"{"Records": [{"EventSource": "aws:sns", "Sns": {"MessageId": "1", "TopicArn": "arn:aws:sns:eu-central-1:123456789012:alerts", "Timestamp": "2026-01-01T00:00:00Z", "Message": "m"}}]}"#,
            "alerts"
        ),
        (
            #"{"Records": [{"eventID": "1", "eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb": {"Keys": {}, "SequenceNumber": "1"}, "eventSourceARN": "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000"}]}"#,
            "orders"
        ),
        (
            #"{"Records": [{"eventID": "1", "eventSource": "aws:kinesis", "kinesis": {"partitionKey": "p", "sequenceNumber": "1", "data": "", "approximateArrivalTimestamp": 1}, "eventSourceARN": "arn:aws:kinesis:eu-central-1:123456789012:stream/clicks"}]}"#,
            "clicks"
        ),
    ])
    func `every kind of source is matched by name`(event: String, handler: String) async throws {
        #expect(try await Self.handler(of: event, in: Self.resources) == "\"\(handler)\"")
    }

    @Test func `two handlers of the same events are an error of the app, and their events are rejected`() async throws {
        let app = App(title: "", version: "") {
            Endpoint(.get, "/") { "page" }
            EventHandler("orders") { (event: SQSEvent, context) in "orders" }
            EventHandler("imports", on: .queue()) { (event: SQSEvent, context) in "imports" }
        }
        let fault = #expect(throws: AppError.self) { try app.handler(named: "app") }
        #expect(fault?.description.contains("orders and imports match the same events") == true)
        for name in ["bootstrap", "hello.handler"] {
            #expect(throws: AppError.self) { try app.handler(named: name) }
        }
        let error = await #expect(throws: EventError.self) { try await Self.handler(of: Self.queue("any"), in: app) }
        #expect(error?.code == .ambiguousHandler)
        // Each can still be deployed by its name.
        let imports = try app.handler(named: "imports")
        #expect(String(decoding: try await imports(Array(Self.queue("any").utf8)), as: UTF8.self) == #""imports""#)
    }

    @Test func `handlers of the same EventBridge events need different detail types`() throws {
        let app = App(title: "", version: "") {
            EventHandler("audit") { (event: EventBridgeEvent<Placed>, context) in "audit" }
            EventHandler("placed") { (event: EventBridgeEvent<Placed>, context) in "placed" }
        }
        let fault = #expect(throws: AppError.self) { try app.handler(named: "app") }
        #expect(fault?.description.contains("Give them different detail types") == true)
    }

    @Test func `handlers with their own triggers are separate functions and may handle the same events`() throws {
        let app = App(title: "", version: "") {
            EventHandler("orders", on: .queue()) { (event: SQSEvent, context) in "orders" }
            EventHandler("imports", on: .queue()) { (event: SQSEvent, context) in "imports" }
        }
        _ = try app.handler(named: "app")
    }
}
