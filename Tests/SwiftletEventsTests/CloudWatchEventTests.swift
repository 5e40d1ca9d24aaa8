import EventSamples
import FoundationEssentials
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

/// Events of CloudWatch Logs and CloudWatch alarms.
@Suite struct CloudWatchEventTests {
    private static let control =
        "H4sIAAAAAAAC/zWOQQuCQBCF/8qy54gKMvAWYh6yghQ6hMSmkw7pruysRYT/vV21uX28x5vvyxsgEiWknxa4z4PTMT2f4tshTJJtFPIZV28J2iW16oq3MHkVq5JsUKsy0qprbTZSYjSIZkTq7pRrbA0qucPagCbuX7OhF75AGodfjsVYN2g1jGjs2HLjbVartbdwN/vrOYFLzCY9Nun5LKggf6IsWQWiNhVTD1bYJZTCfWZ7lEBIjAa1Oe+z/geh0OQM8gAAAA=="

    /// The log events of a record, compressed in zlib format.
    private static let zlib =
        "eNqlUMtqwzAQ/JWw9OhiWZbtxjdD3VxaArZvUQhyvAkC+YGkJBTjf6+ckEILhdIu2sPOLDOjHaFFY8QRq/cBIYXnrMp2b3lZZqscPOgvHWoHBzRkUZw8LUlAHaz640r3p8ExvrgYX4m2boTf6wa1ufGl1Shat0AJjX0SzG/z8JpVeVltyaeeqPcNHr7PTsKcarPXcrCy716ksrNwuoGbxSNq3Ttge7XKz9jZmR1BNs4xXDLmBEnCaMDC37dztdKdw4rW/SxI4oTSKCZzefczOfmRg8IzKg4ph7wo1gUHj98Xruh6TrlgdHEQUmHDYeIdTN7/8tGf8tHoj/nCr/m20wfcaZV/"

    @Test func `decodes an event of a subscription filter`() throws {
        let logs = try CloudWatchLogsEvent(event: try node(Samples.cloudWatchLogs)).logs
        #expect(logs.messageType == "DATA_MESSAGE")
        #expect(!logs.isControlMessage)
        #expect(logs.owner == "123456789123")
        #expect(logs.logGroup == "testLogGroup")
        #expect(logs.logStream == "testLogStream")
        #expect(logs.subscriptionFilters == ["testFilter"])
        #expect(logs.policyLevel == nil)
        #expect(logs.events.map(\.id) == ["eventId1", "eventId2"])
        #expect(logs.events.first?.message == "[ERROR] First test message")
        #expect(logs.events.first?.time == Date(timeIntervalSince1970: 1_440_442_987))
    }

    @Test func `decodes log events in zlib format, and control messages`() throws {
        let zlib = try CloudWatchLogsEvent(event: try node("{}", ["awslogs": ["data": .string(Self.zlib)]])).logs
        #expect(zlib.logGroup == "/aws/lambda/orders")
        #expect(try zlib.events.first?.decode(JSON.self) == ["level": "ERROR", "message": "Order 42 failed"])
        let control = try node("{}", ["awslogs": ["data": .string(Self.control)]])
        #expect(try CloudWatchLogsEvent(event: control).logs.isControlMessage)
    }

    @Test func `decodes log events in records of streams`() throws {
        let data = try JSON(parsing: Samples.cloudWatchLogs.text)["awslogs"]?["data"]?.string
        var kinesis = try #require(try KinesisEvent(event: try node(Samples.kinesis)).records.first)
        #expect(#expect(throws: EventError.self) { try kinesis.logs }?.path == "kinesis.data")
        kinesis.encodedData = try #require(data)
        #expect(try kinesis.logs.logGroup == "testLogGroup")
        var firehose = try #require(try FirehoseEvent(event: try node(Samples.firehose)).records.first)
        #expect(#expect(throws: EventError.self) { try firehose.logs }?.path == "data")
        firehose.encodedData = try #require(data)
        #expect(try firehose.logs.logGroup == "testLogGroup")
    }

    @Test(arguments: [
        ("?", EventError.Code.invalidBase64), ("", .invalidValue), ("AAAA", .invalidValue), ("H4sI", .invalidValue),
        // `{}`, `[]` and `x` in gzip format
        ("H4sIAAAAAAAC/6uuBQBDv6ajAgAAAA==", .missing), ("H4sIAAAAAAAC/4uOBQApu0wNAgAAAA==", .missing),
        ("H4sIAAAAAAAC/6sAAIMW3IwBAAAA", .invalidJSON),
    ])
    func `malformed log events are an error that names their member`(data: String, code: EventError.Code) throws {
        let event = try node("{}", ["awslogs": ["data": .string(data)]])
        let error = #expect(throws: EventError.self) { try CloudWatchLogsEvent(event: event) }
        #expect(error?.code == code)
        #expect(error?.path.hasPrefix("awslogs.data") == true)
        #expect(CloudWatchLogsEvent.sources(of: event).isEmpty)
    }

    @Test func `decodes an event of an alarm of a metric`() throws {
        let event = try CloudWatchAlarmEvent(event: try node(Samples.metricAlarm))
        #expect(event.alarmARN == "arn:aws:cloudwatch:us-east-1:444455556666:alarm:lambda-demo-metric-alarm")
        #expect(event.account == "444455556666")
        #expect(event.time == Date(rfc3339: "2023-08-04T12:36:15.49Z"))
        let alarm = event.alarm
        #expect(alarm.name == "lambda-demo-metric-alarm")
        #expect(alarm.state.value == .alarm)
        #expect(alarm.state.reasonData == nil)
        #expect(alarm.previousState?.value == .insufficientData)
        #expect(alarm.previousState?.reasonData?["threshold"]?.double == 5)
        #expect(!alarm.isComposite)
        let metric = try #require(alarm.configuration.metrics.first)
        #expect(metric.namespace == "AWS/Logs")
        #expect(metric.name == "CallCount")
        #expect(metric.dimensions == ["InstanceId": "i-12345678"])
        #expect(metric.period == 60)
        #expect(metric.statistic == "Average")
        #expect(metric.unit == "Percent")
        #expect(metric.returnsData)
    }

    @Test func `decodes an event of a composite alarm`() throws {
        let alarm = try CloudWatchAlarmEvent(event: try node(Samples.compositeAlarm)).alarm
        #expect(alarm.isComposite)
        #expect(alarm.configuration.metrics.isEmpty)
        #expect(alarm.configuration.actionsSuppressor == "CompositeDemo.ActionsSuppressor")
        #expect(alarm.configuration.actionsSuppressorWaitPeriod == 120)
        #expect(alarm.configuration.actionsSuppressorExtensionPeriod == 180)
        #expect(alarm.previousState?.actionsSuppressedBy == "WaitPeriod")
    }

    @Test func `decodes a state change from EventBridge`() throws {
        let sample = try node(Samples.alarmStateChange)
        #expect(EventBridgeEvent<CloudWatchAlarm>.recognizes(sample))
        #expect(!CloudWatchAlarmEvent.recognizes(sample))
        let event = try EventBridgeEvent<CloudWatchAlarm>.decodeEvent(sample)
        #expect(event.detail.name == "ServerCpuTooHigh")
        #expect(event.detail.state.value == .alarm)
        #expect(event.detail.state.time == Date(rfc3339: "2019-10-02T17:04:40.985Z"))
        #expect(event.detail.previousState?.value == .ok)
        #expect(event.detail.configuration.metrics.first?.period == 300)
    }

    @Test(arguments: [
        ("2023-08-04T12:36:15.490+0000", 1_691_152_575.49), ("2023-08-04T12:36:15-0130", 1_691_157_975),
        ("2023-08-04T12:36:15Z", 1_691_152_575), ("2023-08-04T12:36:15+01:00", 1_691_148_975), ("yesterday", nil),
        ("+0000", nil), ("", nil),
    ])
    func `parses timestamps with and without a colon in the offset`(text: String, seconds: Double?) {
        #expect(EventTime.date(withBasicOffset: text) == seconds.map { Date(timeIntervalSince1970: $0) })
    }
}
