import EventSamples
import Foundation
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

@Suite struct EventModelTests {
    private struct Order: Decodable, EventInput, Equatable {
        var id: Int
    }

    private struct StateChange: Decodable, EventBridgeDetail {
        static let detailType = "EC2 Instance State-change Notification"
        var state: String
    }

    private static func milliseconds(_ time: Double) -> Date { Date(timeIntervalSince1970: time / 1000) }

    @Test func `decodes an SQS event`() throws {
        let event = try SQSEvent(event: try node(Samples.sqs))
        let record = try #require(event.records.first)
        #expect(record.messageID == "19dd0b57-b21e-4ac1-bd88-01bbb068cb78")
        #expect(record.body == "Hello from SQS!")
        #expect(record.receiveCount == 1)
        #expect(record.sentAt == Self.milliseconds(1_523_232_000_000))
        #expect(record.queueARN == "arn:aws:sqs:us-east-1:123456789012:MyQueue")
        #expect(record.ordering == .none)
        #expect(record.itemIdentifier == BatchItemIdentifier(record.messageID))
    }

    @Test func `decodes an SQS event of a FIFO queue`() throws {
        let record = try #require(try SQSEvent(event: try node(Samples.sqsFIFO)).records.first)
        #expect(record.ordering == .group("1"))
        #expect(record.receiveCount == 3)
        #expect(record.messageAttributes["kind"]?.stringValue == "order")
        #expect(record.messageAttributes["blob"]?.binaryValue == [0, 1, 2])
        #expect(try record.decode(Order.self) == Order(id: 1))
    }

    @Test func `a body that is not JSON is an error when its record is decoded`() throws {
        let record = try #require(try SQSEvent(event: try node(Samples.sqs)).records.first)
        let error = #expect(throws: EventError.self) { try record.decode(Order.self) }
        #expect(error?.code == .invalidJSON)
        #expect(error?.path == "body")
        #expect(error?.description.contains("Hello") == false)
    }

    @Test(arguments: [false, true])
    func `decodes an S3 event in an SQS message, with and without an SNS topic`(_ hasTopic: Bool) throws {
        let inner = try JSON(parsing: Samples.s3.text)
        let notification: JSON = [
            "Type": "Notification", "MessageId": "1", "TopicArn": "arn:aws:sns:eu-central-1:1:topic",
            "Message": .string(inner.description), "Timestamp": "2026-01-01T00:00:00.000Z",
        ]
        let body = hasTopic ? notification : inner
        let change: JSON = [["messageId": "1", "body": .string(body.description), "eventSource": "aws:sqs"]]
        let record = try #require(try SQSEvent(event: try node("{}", ["Records": change])).records.first)
        #expect(try record.decodeUnwrapped(S3Event.self).records.first?.bucket == "example-bucket")
        if hasTopic {
            #expect(try record.decode(SNSNotification.self).decode(S3Event.self).records.count == 1)
        }
    }

    @Test func `decodes an EventBridge event in an SQS message`() throws {
        let body = try JSON(parsing: Samples.eventBridge.text).description
        let change: JSON = [["messageId": "1", "body": .string(body), "eventSource": "aws:sqs"]]
        let record = try #require(try SQSEvent(event: try node("{}", ["Records": change])).records.first)
        #expect(try record.decode(EventBridgeEvent<StateChange>.self).detail.state == "terminated")
    }

    @Test func `decodes a Kinesis event`() throws {
        let record = try #require(try KinesisEvent(event: try node(Samples.kinesis)).records.first)
        #expect(record.partitionKey == "partitionKey-03")
        #expect(try record.data == Array("Hello, this is a test 123.".utf8))
        #expect(record.shardID == "shardId-000000000000")
        #expect(record.arrivedAt == Date(timeIntervalSince1970: 1_428_537_600))
        #expect(record.itemIdentifier == "49545115243490985018280067714973144582180062593244200961")
        #expect(record.ordering == .stream)
        var malformed = record
        malformed.encodedData = "?"
        #expect(throws: EventError.self) { try malformed.data }
    }

    @Test func `decodes a DynamoDB stream event`() throws {
        let records = try DynamoDBStreamEvent(event: try node(Samples.dynamoDB)).records
        #expect(records.map(\.change) == [.insert, .modify, .remove])
        let record = try #require(records.first)
        #expect(try record.keys == ["Id": .number("101")])
        #expect(try record.newImage?["Message"] == .string("New item!"))
        #expect(try record.oldImage == nil)
        #expect(record.createdAt == Date(timeIntervalSince1970: 1_428_537_600))
        #expect(record.streamViewType == "NEW_AND_OLD_IMAGES")
        #expect(!record.isTTLExpiration)
        #expect(JSON.object(JSONObject(attributes: try record.keys)) == ["Id": 101])
    }

    @Test(
        arguments: [
            (#"{"S": "a"}"#, AttributeValue.string("a"), JSON.string("a")),
            (
                #"{"N": "12345678901234567890123456789012345678"}"#, .number("12345678901234567890123456789012345678"),
                nil
            ),
            (#"{"N": "1.5"}"#, .number("1.5"), 1.5),
            (#"{"B": "AAEC"}"#, .binary([0, 1, 2]), "AAEC"),
            (#"{"BOOL": true}"#, .bool(true), true),
            (#"{"NULL": true}"#, .null, .null),
            (#"{"L": [{"S": "a"}, {"N": "1"}]}"#, .list([.string("a"), .number("1")]), ["a", 1]),
            (
                #"{"M": {"b": {"N": "1"}, "a": {"L": []}}}"#, .map(["a": .list([]), "b": .number("1")]),
                ["a": [], "b": 1]
            ),
            (#"{"SS": ["a", "b"]}"#, .stringSet(["a", "b"]), ["a", "b"]),
            (#"{"NS": ["1", "2"]}"#, .numberSet(["1", "2"]), [1, 2]),
            (#"{"BS": ["AA=="]}"#, .binarySet([[0]]), ["AA=="]),
        ] as [(String, AttributeValue, JSON?)]
    )
    func `decodes attribute values`(_ text: String, _ value: AttributeValue, _ json: JSON?) throws {
        let read = try AttributeValue(try node(text))
        #expect(read == value)
        if let json { #expect(read.json == json) }
    }

    @Test(arguments: [
        "{}", "1", #"{"S": 1}"#, #"{"S": "a", "N": "1"}"#, #"{"X": 1}"#, #"{"L": {}}"#, #"{"M": []}"#, #"{"B": "?"}"#,
        #"{"L": [{"S": 1}]}"#, #"{"BOOL": "true"}"#, #"{"NS": [1]}"#,
    ])
    func `rejects invalid attribute values`(_ text: String) throws {
        let node = try node(text)
        #expect(throws: EventError.self) { try AttributeValue(node) }
    }

    @Test func `decodes an SNS event`() throws {
        let notification = try #require(try SNSEvent(event: try node(Samples.sns)).records.first)
        #expect(notification.message == "example message")
        #expect(notification.subject == "example subject")
        #expect(notification.sentAt == Date(timeIntervalSince1970: 0))
        #expect(notification.messageAttributes == ["Test": "TestString", "TestBinary": "TestBinary"])
    }

    @Test func `decodes an S3 event`() throws {
        let record = try #require(try S3Event(event: try node(Samples.s3)).records.first)
        #expect(record.eventName == "ObjectCreated:Put")
        #expect(record.bucket == "example-bucket")
        #expect(record.key == "test/kéy 1")
        #expect(record.size == 1024)
        #expect(record.sequencer == "0A1B2C3D4E5F678901")
        #expect(record.eventTime == Date(timeIntervalSince1970: 0))
    }

    @Test func `the S3 test message has no records`() throws {
        let event = try node(#"{"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "b"}"#)
        #expect(try S3Event(event: event).records.isEmpty)
    }

    @Test func `decodes an EventBridge event`() throws {
        let event = try EventBridgeEvent<StateChange>.decodeEvent(try node(Samples.eventBridge))
        #expect(event.detail.state == "terminated")
        #expect(event.source == "aws.ec2")
        #expect(event.resources == ["arn:aws:ec2:us-west-1:123456789012:instance/i-1234567890abcdef0"])
        #expect(event.time == Date(timeIntervalSince1970: 1_513_968_228))
        #expect(EventBridgeEvent<StateChange>.recognizes(try node(Samples.eventBridge)))
        #expect(!EventBridgeEvent<StateChange>.recognizes(try node(Samples.scheduled)))
        #expect(EventBridgeEvent<JSON>.recognizes(try node(Samples.scheduled)))
    }

    @Test(arguments: ["{}", "\"{}\""])
    func `decodes a scheduled event`(_ detail: String) throws {
        let event = try node(Samples.scheduled, ["detail": try JSON(parsing: detail), "time": "2026-01-01T09:00:00Z"])
        #expect(ScheduledEvent.recognizes(event))
        let scheduled = try ScheduledEvent(event: event)
        #expect(scheduled.time == Date(timeIntervalSince1970: 1_767_258_000))
        #expect(scheduled.resources == ["arn:aws:events:us-east-1:123456789012:rule/ExampleRule"])
    }

    @Test func `a Cognito response is the event with its response filled in`() throws {
        var event = try CognitoTriggerEvent(event: try node(Samples.cognito))
        #expect(event.triggerSource == "PreSignUp_SignUp")
        #expect(event.userAttributes == ["email": "ada@example.com"])
        #expect(event.clientID == "client")
        event.response["autoConfirmUser"] = true
        var writer = JSONWriter()
        event.encodeEvent(to: &writer)
        var expected = try JSON(parsing: Samples.cognito.text)
        expected["response"] = ["autoConfirmUser": true, "autoVerifyEmail": false, "autoVerifyPhone": false]
        #expect(try JSON(parsing: writer.finish()) == expected)
    }

    @Test(arguments: [
        (Samples.sqs, #"{"Records": null}"#, "Records"),
        (Samples.sqs, #"{"Records": {}}"#, "Records"),
        (Samples.sqs, #"{"Records": [{"messageId": "1"}, {}]}"#, "Records[1].messageId"),
    ])
    func `an error has the index of the record`(_ sample: Sample, _ text: String, _ path: String) throws {
        let event = try node(text)
        let error = #expect(throws: EventError.self) { try SQSEvent(event: event) }
        #expect(error?.path == path)
    }

    @Test func `an error has the member of the record`() throws {
        let kinesis = try node(#"{"Records": [{"kinesis": {"data": ""}}]}"#)
        #expect(
            #expect(throws: EventError.self) { try KinesisEvent(event: kinesis) }?.path
                == "Records[0].kinesis.sequenceNumber"
        )
        let s3 = try node(#"{"Records": [{"eventName": "x", "s3": {"bucket": {"name": "b"}, "object": {}}}]}"#)
        #expect(#expect(throws: EventError.self) { try S3Event(event: s3) }?.path == "Records[0].s3.object.key")
        let sns = try node(#"{"Records": [{"Sns": {"Message": 1}}]}"#)
        #expect(#expect(throws: EventError.self) { try SNSEvent(event: sns) }?.path == "Records[0].Sns.Message")
    }
}
