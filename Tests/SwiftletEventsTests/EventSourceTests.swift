import EventSamples
import Swiftlet
import SwiftletEvents
import SwiftletFixtures
import SwiftletJSON
import Synchronization
import Testing

/// Several handlers for events of one kind, distinguished by their sources, and test messages.
@Suite struct EventSourceTests {
    private struct Placed: Model, EventBridgeDetail {
        static let detailType = "OrderPlaced"
        var id: Int
        static let schema = Schema(Placed.init, Field("id", \.id))
    }

    private static let app = App(title: "", version: "") {
        EventHandler("payments", from: "payments") { (event: KafkaEvent, context) in "payments" }
        EventHandler("kafka") { (event: KafkaEvent, context) in "kafka" }
        EventHandler("test-queue", from: "testQueue") { (event: ActiveMQEvent, context) in "test-queue" }
        EventHandler("other-queue", from: "otherQueue") { (event: ActiveMQEvent, context) in "other-queue" }
        EventHandler("pizzas", from: "pizzaQueue") { (event: RabbitMQEvent, context) in "pizzas" }
        EventHandler("pastas", from: "pastaQueue") { (event: RabbitMQEvent, context) in "pastas" }
        EventHandler("profiles", from: "test_database.profiles") { (event: DocumentDBEvent, context) in "profiles" }
        EventHandler("tests", from: "test_database.test_collection") { (event: DocumentDBEvent, context) in "tests" }
        EventHandler("visits", from: "kinesis-source") { (event: FirehoseEvent, context) in "visits" }
        EventHandler("topic", from: "msk-source") { (event: FirehoseEvent, context) in "topic" }
        EventHandler("logs", from: "testLogGroup") { (event: CloudWatchLogsEvent, context) in "logs" }
        EventHandler("other-logs", from: "otherLogGroup") { (event: CloudWatchLogsEvent, context) in "other-logs" }
        EventHandler("demo", from: "lambda-demo-metric-alarm") { (event: CloudWatchAlarmEvent, context) in "demo" }
        EventHandler("alarms") { (event: CloudWatchAlarmEvent, context) in "alarms" }
        EventHandler("support", from: "support@example.com") { (event: SESEvent, context) in "support" }
        EventHandler("mail", from: "example.com") { (event: SESEvent, context) in "mail" }
        EventHandler("front", from: "ABCDEFG12345") { (event: IoTButtonEvent, context) in "front" }
        EventHandler("back", from: "ABCDEFG67890") { (event: IoTButtonEvent, context) in "back" }
        EventHandler("s3") { (event: EventBridgeEvent<S3ObjectDetail>, context) in "s3" }
        EventHandler("alarm-changes", from: "ServerCpuTooHigh") { (event: EventBridgeEvent<CloudWatchAlarm>, context) in
            "alarm-changes"
        }
        EventHandler("placed") { (event: EventBridgeEvent<Placed>, context) in "placed" }
        EventHandler("ec2", from: "aws.ec2") { (event: EventBridgeEvent<JSON>, context) in "ec2" }
        EventHandler("audit") { (event: EventBridgeEvent<JSON>, context) in "audit" }
    }

    private static func output(_ event: String, of app: App = app, context: Context = Context()) async throws -> String
    {
        String(decoding: try await app(Array(event.utf8), context: context), as: UTF8.self)
    }

    @Test(arguments: [
        (Samples.kafka, "kafka"), (Samples.activeMQ, "test-queue"), (Samples.rabbitMQ, "pizzas"),
        (Samples.documentDB, "tests"), (Samples.firehose, "visits"), (Samples.firehoseMSK, "topic"),
        (Samples.cloudWatchLogs, "logs"), (Samples.metricAlarm, "demo"), (Samples.compositeAlarm, "alarms"),
        (Samples.ses, "mail"), (Samples.iotButton, "front"), (Samples.objectDeleted, "s3"),
        (Samples.alarmStateChange, "alarm-changes"), (Samples.eventBridge, "ec2"),
        (#"{"detail-type": "OrderPlaced", "source": "shop", "detail": {"id": 1}}"#, "placed"),
        // A detail type takes precedence over a source, and both over any event.
        (#"{"detail-type": "OrderPlaced", "source": "aws.s3", "detail": {"id": 1}}"#, "placed"),
        (#"{"detail-type": "Object Created", "source": "shop", "detail": {}}"#, "audit"),
        // An event of S3 that has no object.
        (#"{"detail-type": "AWS API Call via CloudTrail", "source": "aws.s3", "detail": {"eventID": "1"}}"#, "audit"),
    ])
    func `an event is dispatched to the handler of its source`(event: Sample, handler: String) async throws {
        #expect(try await Self.output(event.text) == "\"\(handler)\"")
    }

    private static let levels = App(title: "", version: "") {
        EventHandler("domain", from: "example.com") { (event: SESEvent, context) in "domain" }
        EventHandler("address", from: "recipient@example.com") { (event: SESEvent, context) in "address" }
        EventHandler("kafka cluster", from: "vpc-2priv-2pub") { (event: KafkaEvent, context) in "kafka cluster" }
        EventHandler("topic", from: "mytopic") { (event: KafkaEvent, context) in "topic" }
        EventHandler("broker", from: "pizzaBroker") { (event: RabbitMQEvent, context) in "broker" }
        EventHandler("queue", from: "pizzaQueue") { (event: RabbitMQEvent, context) in "queue" }
        EventHandler("database", from: "test_database") { (event: DocumentDBEvent, context) in "database" }
        EventHandler("collection", from: "test_database.test_collection") { (event: DocumentDBEvent, context) in
            "collection"
        }
        EventHandler("log group", from: "testLogGroup") { (event: CloudWatchLogsEvent, context) in "log group" }
        EventHandler("filter", from: "testFilter") { (event: CloudWatchLogsEvent, context) in "filter" }
        EventHandler("project", from: "test") { (event: IoTOneClickEvent, context) in "project" }
        EventHandler("placement", from: "myPlacement") { (event: IoTOneClickEvent, context) in "placement" }
    }

    @Test(arguments: [
        (Samples.ses, "address"), (Samples.kafka, "topic"), (Samples.rabbitMQ, "queue"),
        (Samples.documentDB, "collection"), (Samples.cloudWatchLogs, "filter"), (Samples.iotOneClick, "placement"),
    ])
    func `the handler of the most specific source takes precedence`(event: Sample, handler: String) async throws {
        #expect(try await Self.output(event.text, of: Self.levels) == "\"\(handler)\"")
    }

    @Test(arguments: [
        ("orders", "orders", true), ("orders", "arn:aws:sqs:eu-central-1:1:orders", true),
        ("arn:aws:sqs:eu-central-1:1:orders", "orders", true),
        ("arn:aws:sqs:eu-central-1:1:orders", "arn:aws:sqs:eu-west-1:1:orders", false),
        ("orders", "refunds", false), ("\u{e9}", "e\u{301}", false),
    ])
    func `handlers whose sources overlap are an error at start`(one: String, other: String, isFault: Bool) throws {
        let app = App(title: "", version: "") {
            EventHandler("first", from: EventSource(one)) { (event: SQSEvent, context) in "first" }
            EventHandler("second", on: .queue(), from: EventSource(other)) { (event: SQSEvent, context) in "second" }
        }
        if isFault {
            let fault = #expect(throws: AppError.self) { try app.handler(named: "app") }
            #expect(fault?.description.contains("first and second match the same events") == true)
        } else {
            _ = try app.handler(named: "app")
        }
    }

    @Test func `handlers of one kind without sources are an error at start`() throws {
        let apps = [
            App(title: "", version: "") {
                EventHandler("a") { (event: KafkaEvent, context) in "a" }
                EventHandler("b") { (event: KafkaEvent, context) in "b" }
            },
            App(title: "", version: "") {
                EventHandler("a") { (event: EventBridgeEvent<S3ObjectDetail>, context) in "a" }
                EventHandler("b") { (event: EventBridgeEvent<S3ObjectDetail>, context) in "b" }
            },
            App(title: "", version: "") {
                EventHandler("a") { (event: CloudWatchLogsEvent, context) in "a" }
                EventHandler("b") { (event: CloudWatchLogsEvent, context) in "b" }
            },
        ]
        for app in apps {
            let fault = #expect(throws: AppError.self) { try app.handler(named: "app") }
            #expect(fault?.description.contains("a and b match the same events") == true)
        }
    }

    @Test func `a test message is logged and acknowledged, without calling the handler`() async throws {
        let calls = Mutex(0)
        let one = App(title: "", version: "") {
            EventHandler("uploads") { (event: S3Event, context) in
                calls.withLock { $0 += 1 }
                return "uploads"
            }
        }
        let bucket = App(title: "", version: "") {
            EventHandler("uploads", from: "another-bucket") { (event: S3Event, context) in
                calls.withLock { $0 += 1 }
                return "uploads"
            }
        }
        let log = LogCapture()
        let context = Context(logger: log.logger)
        #expect(try await Self.output(Samples.s3Test.text, of: one, context: context) == "null")
        #expect(try await Self.output(Samples.s3Test.text, of: bucket, context: context) == "null")
        let handler = try one.handler(named: "uploads")
        let output = try await handler(Array(Samples.s3Test.text.utf8), context: context)
        #expect(String(decoding: output, as: UTF8.self) == "null")
        #expect(log.messages == Array(repeating: "Test message ignored", count: 3))
        #expect(calls.withLock { $0 } == 0)
        #expect(try await Self.output(Samples.s3.text, of: one) == "\"uploads\"")
        await #expect(throws: EventError.self) { try await Self.output(Samples.s3Test.text) }
    }
}
