import EventSamples
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
    }
}
