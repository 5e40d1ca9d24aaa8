import EventSamples
import Swiftlet
import SwiftletEvents
import SwiftletJSON
import Testing

/// Any event is decoded as each type or rejected without a crash.
@Suite struct EventMutationTests {
    @Test func `members of any JSON type or missing members do not crash`() throws {
        try EventMutation.changeMembers { Self.decodeAsEveryType($0) }
    }

    @Test func `changed, removed and inserted bytes do not crash`() throws {
        try EventMutation.changeBytes { Self.decodeAsEveryType($0) }
    }

    private static func decodeAsEveryType(_ event: JSONNode) {
        if let sqs = try? SQSEvent(event: event) {
            for record in sqs.records { _ = try? record.decodeUnwrapped(S3Event.self) }
        }
        if let kinesis = try? KinesisEvent(event: event) {
            for record in kinesis.records { _ = (try? record.data, record.shardID) }
        }
        if let table = try? DynamoDBStreamEvent(event: event) {
            for record in table.records { _ = (try? record.keys, try? record.newImage, try? record.oldImage) }
        }
        _ = try? SNSEvent(event: event)
        _ = try? S3Event(event: event)
        _ = try? EventBridgeEvent<JSON>.decodeEvent(event)
        _ = try? ScheduledEvent(event: event)
        _ = try? CognitoTriggerEvent(event: event).userAttributes
        _ = try? TokenAuthorizerEvent(event: event).bearerToken
        _ = try? RequestAuthorizerEvent(event: event)
        decodeAsBatch(event)
        decodeAsOtherType(event)
    }

    private static func decodeAsBatch(_ event: JSONNode) {
        for record in (try? KafkaEvent(event: event))?.records ?? [] {
            _ = (try? record.key, try? record.decode(JSON.self), record.itemIdentifier, record.header("headerKey"))
        }
        for message in (try? ActiveMQEvent(event: event))?.messages ?? [] { _ = try? message.decode(JSON.self) }
        for message in (try? RabbitMQEvent(event: event))?.messages ?? [] { _ = try? message.decode(JSON.self) }
        for change in (try? DocumentDBEvent(event: event))?.changes ?? [] { _ = try? change.decode(JSON.self) }
        if let firehose = try? FirehoseEvent(event: event) {
            for record in firehose.records { _ = (try? record.decode(JSON.self), try? record.logs) }
            _ = firehose.response([:])
        }
        for record in (try? KinesisAnalyticsEvent(event: event))?.records ?? [] { _ = try? record.decode(JSON.self) }
        for record in (try? KinesisEvent(event: event))?.records ?? [] { _ = try? record.logs }
        for line in (try? CloudWatchLogsEvent(event: event))?.logs.events ?? [] { _ = try? line.decode(JSON.self) }
        for record in (try? SESEvent(event: event))?.records ?? [] { _ = record.mail.header("Subject") }
    }

    private static func decodeAsOtherType(_ event: JSONNode) {
        _ = try? CloudWatchAlarmEvent(event: event).alarm
        _ = try? EventBridgeEvent<CloudWatchAlarm>.decodeEvent(event)
        _ = try? EventBridgeEvent<S3ObjectDetail>.decodeEvent(event)
        _ = try? IoTButtonEvent(event: event)
        _ = try? IoTOneClickEvent(event: event)
        _ = try? IoTAuthorizerEvent(event: event)
        _ = try? IoTProvisioningEvent(event: event)
        _ = try? IoTRegistryEvent(event: event)
        let types: [any RecognizedEvent.Type] = [
            KafkaEvent.self, ActiveMQEvent.self, RabbitMQEvent.self, DocumentDBEvent.self, FirehoseEvent.self,
            KinesisAnalyticsEvent.self, CloudWatchLogsEvent.self, CloudWatchAlarmEvent.self, SESEvent.self,
            IoTOneClickEvent.self, IoTProvisioningEvent.self, IoTRegistryEvent.self, S3Event.self,
            EventBridgeEvent<JSON>.self,
        ]
        for type in types { _ = (type.recognizes(event), type.sources(of: event), type.isTestMessage(event)) }
    }
}
