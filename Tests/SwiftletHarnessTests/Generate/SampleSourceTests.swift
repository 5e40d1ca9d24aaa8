import Foundation
import Swiftlet
import SwiftletEvents
import SwiftletJSON
import Testing

@testable import SwiftletHarness

@Suite struct SampleSourceTests {
    private func root(_ name: String) throws -> JSONNode {
        try JSONDocument(parsing: try #require(SampleSource.named(name)).event().bytes).root
    }

    @Test func `source names are unique`() {
        let names = SampleSource.all.flatMap { [$0.name] + $0.aliases }
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: HTTPEventShape.all)
    func `a request event has the source's shape`(shape: HTTPEventShape) throws {
        let root = try root(shape.description)
        #expect(HTTPEventShape.recognize(root) == shape)
        let request = try shape.request(from: root)
        #expect(request.pathSegments == ["orders", "42 b", "items"])
        #expect(request.query.contains(QueryItem("tag", "a&b")))
        #expect(request.cookies.map(\.name) == ["theme", "session"])
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"message":"Grüße"}"#)
    }

    @Test(arguments: ["sqs", "sqs-fifo", "sns-in-sqs", "s3-in-sqs", "s3-in-sns-in-sqs"])
    func `queue messages are decoded and have correct checksums`(name: String) throws {
        let root = try root(name)
        #expect(SQSEvent.recognizes(root))
        let record = try #require(try SQSEvent.decodeEvent(root).records.first)
        #expect(root["Records"]?[0]?["md5OfBody"]?.string == MD5.hexadecimal(of: Array(record.body.utf8)))
        #expect((record.messageGroupID != nil) == (name == "sqs-fifo"))
    }

    @Test func `nested messages are decoded`() throws {
        let inQueue = try #require(try SQSEvent.decodeEvent(try root("s3-in-sqs")).records.first)
        #expect(try inQueue.decode(S3Event.self).records.first?.key == "photos/first image.jpg")
        let inBoth = try #require(try SQSEvent.decodeEvent(try root("s3-in-sns-in-sqs")).records.first)
        #expect(try inBoth.decodeUnwrapped(S3Event.self).records.first?.bucket == "example-bucket")
        let inTopic = try #require(try SNSEvent.decodeEvent(try root("s3-in-sns")).records.first)
        #expect(try inTopic.decode(S3Event.self).records.count == 1)
        let order = try #require(try SQSEvent.decodeEvent(try root("sns-in-sqs")).records.first)
        #expect(try order.decodeUnwrapped(JSON.self) == ["order_id": 42])
    }

    @Test func `stream records are decoded`() throws {
        let kinesis = try #require(try KinesisEvent.decodeEvent(try root("kinesis")).records.first)
        #expect(try kinesis.decode(JSON.self) == ["order_id": 42])
        #expect(kinesis.shardID == "shardId-000000000006")
        let changes = try DynamoDBStreamEvent.decodeEvent(try root("dynamodb")).records
        #expect(changes.map(\.change) == [.insert, .modify, .remove])
        #expect(changes.map(\.isTTLExpiration) == [false, false, true])
        #expect(try changes.map { try $0.newImage != nil } == [true, true, false])
    }

    @Test func `other events are decoded`() throws {
        #expect(try S3Event.decodeEvent(try root("s3")).records.first?.eventName == "ObjectCreated:Put")
        #expect(try S3Event.decodeEvent(try root("s3-test")).records.isEmpty)
        #expect(try SNSEvent.decodeEvent(try root("sns")).records.first?.subject == "An order")
        #expect(try ScheduledEvent.decodeEvent(try root("scheduled")).resources.count == 1)
        #expect(ScheduledEvent.recognizes(try root("scheduler")))
        #expect(try EventBridgeEvent<JSON>.decodeEvent(try root("eventbridge")).detailType == "Object Created")
        #expect(try TokenAuthorizerEvent.decodeEvent(try root("authorizer-token")).bearerToken.hasPrefix("ey"))
        for name in ["authorizer-request", "authorizer-request-v2"] {
            #expect(RequestAuthorizerEvent.recognizes(try root(name)))
            #expect(try RequestAuthorizerEvent.decodeEvent(try root(name)).request.path == "/orders/42")
        }
        for name in ["cognito-pre-sign-up", "cognito-post-authentication"] {
            #expect(try CognitoTriggerEvent.decodeEvent(try root(name)).userAttributes["email"] == "ada@example.com")
        }
        #expect(try TaskTokenEvent<JSON>.decodeEvent(try root("step-functions")).input["order_id"] == 42)
    }

    @Test(
        arguments: [
            ("cognito-pre-sign-up", PreSignUpEvent.self), ("cognito-post-confirmation", PostConfirmationEvent.self),
            ("cognito-pre-authentication", PreAuthenticationEvent.self),
            ("cognito-post-authentication", PostAuthenticationEvent.self),
            ("cognito-pre-token-generation", PreTokenGenerationEvent.self),
            ("cognito-pre-token-generation-v2", PreTokenGenerationV2Event.self),
            ("cognito-pre-token-generation-v3", PreTokenGenerationV2Event.self),
            ("cognito-user-migration", UserMigrationEvent.self), ("cognito-custom-message", CustomMessageEvent.self),
            ("cognito-custom-email-sender", CustomEmailSenderEvent.self),
            ("cognito-custom-sms-sender", CustomSMSSenderEvent.self),
            ("cognito-define-auth-challenge", DefineAuthChallengeEvent.self),
            ("cognito-create-auth-challenge", CreateAuthChallengeEvent.self),
            ("cognito-verify-auth-challenge", VerifyAuthChallengeEvent.self),
            ("cognito-inbound-federation", InboundFederationEvent.self),
            ("websocket-connect", WebSocketConnectEvent.self), ("websocket-message", WebSocketMessageEvent.self),
            ("websocket-disconnect", WebSocketDisconnectEvent.self),
            ("authorizer-websocket", WebSocketAuthorizerEvent.self),
            ("cloudformation-create", CustomResourceEvent.self), ("cloudformation-update", CustomResourceEvent.self),
            ("cloudformation-delete", CustomResourceEvent.self), ("appsync", AppSyncResolverEvent.self),
            ("appsync-batch", AppSyncBatchEvent.self), ("appsync-authorizer", AppSyncAuthorizerEvent.self),
            ("bedrock-function", BedrockAgentFunctionEvent.self), ("bedrock-api", BedrockAgentAPIEvent.self),
            ("lex", LexEvent.self), ("connect", ConnectEvent.self), ("codepipeline", CodePipelineJobEvent.self),
            ("codedeploy-hook", CodeDeployHookEvent.self), ("config-change", ConfigRuleEvent.self),
            ("config-oversized", ConfigRuleEvent.self), ("config-scheduled", ConfigRuleEvent.self),
            ("secret-rotation", SecretRotationEvent.self), ("s3-batch", S3BatchEvent.self),
            ("s3-batch-v2", S3BatchEvent.self), ("s3-object-lambda-get", S3ObjectLambdaEvent.self),
            ("s3-object-lambda-head", S3ObjectLambdaEvent.self), ("s3-object-lambda-list", S3ObjectLambdaEvent.self),
            ("s3-object-lambda-list-v2", S3ObjectLambdaEvent.self),
        ] as [(String, any RecognizedEvent.Type)]
    )
    func `events of AWS services are recognized and decoded`(name: String, type: any RecognizedEvent.Type) throws {
        let root = try root(name)
        #expect(type.recognizes(root) == true)
        _ = try type.decodeEvent(root)
    }

    @Test func `events of brokers are decoded`() throws {
        let kafka = try KafkaEvent.decodeEvent(try root("kafka"))
        #expect(kafka.records.map(\.topicPartition) == ["orders-0", "orders-1"])
        #expect(try kafka.records.first?.decode(JSON.self) == ["order_id": 42])
        #expect(try KafkaEvent.decodeEvent(try root("kafka-self-managed")).clusterARN == nil)
        #expect(try ActiveMQEvent.decodeEvent(try root("activemq")).messages.first?.destination == "orders")
        let message = try #require(try RabbitMQEvent.decodeEvent(try root("rabbitmq")).messages.first)
        #expect(try message.decode(JSON.self) == ["order_id": 42])
        #expect(message.properties.headers == ["kind": "created", "attempt": 1])
        let changes = try DocumentDBEvent.decodeEvent(try root("documentdb")).changes
        #expect(changes.map(\.operation) == [.insert, .update])
    }

    @Test func `records to transform and log events are decoded`() throws {
        for name in ["firehose", "firehose-kinesis", "firehose-msk"] {
            let event = try FirehoseEvent.decodeEvent(try root(name))
            #expect(try event.records.first?.decode(JSON.self) == ["order_id": 42])
            #expect((event.sourceARN != nil) == (name != "firehose"))
        }
        #expect(try KinesisAnalyticsEvent.decodeEvent(try root("kinesis-analytics")).streamARN != nil)
        #expect(try KinesisAnalyticsEvent.decodeEvent(try root("kinesis-analytics-output")).streamARN == nil)
        let logs = try CloudWatchLogsEvent.decodeEvent(try root("cloudwatch-logs")).logs
        #expect(logs.logGroup == "/aws/lambda/orders")
        #expect(logs.events.count == 2)
        #expect(try KinesisEvent.decodeEvent(try root("cloudwatch-logs-in-kinesis")).records.first?.logs == logs)
    }

    @Test func `events of alarms, emails and devices are decoded`() throws {
        #expect(try CloudWatchAlarmEvent.decodeEvent(try root("cloudwatch-alarm")).alarm.state.value == .alarm)
        #expect(try CloudWatchAlarmEvent.decodeEvent(try root("cloudwatch-alarm-composite")).alarm.isComposite)
        let change = try EventBridgeEvent<CloudWatchAlarm>.decodeEvent(try root("eventbridge-alarm"))
        #expect(change.detail.previousState?.value == .ok)
        #expect(try EventBridgeEvent<S3ObjectDetail>.decodeEvent(try root("eventbridge")).detail.size == 1024)
        #expect(try SESEvent.decodeEvent(try root("ses")).records.first?.mail.subject == "Order 42")
        #expect(try IoTButtonEvent.decodeEvent(try root("iot-button")).clickType == .single)
        #expect(try IoTOneClickEvent.decodeEvent(try root("iot-1-click")).placement == "kitchen")
        #expect(try IoTAuthorizerEvent.decodeEvent(try root("iot-authorizer")).mqttClientID == "sensor-42")
        #expect(try IoTProvisioningEvent.decodeEvent(try root("iot-provisioning")).parameters["Location"] == "Berlin")
        #expect(try IoTRegistryEvent.decodeEvent(try root("iot-registry")).thingName == "sensor-42")
    }

    @Test(arguments: [
        ("", "d41d8cd98f00b204e9800998ecf8427e"), ("abc", "900150983cd24fb0d6963f7d28e17f72"),
        ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        (String(repeating: "1234567890", count: 8), "57edf4a22be3c955ac49da2e2107b67a"),
        (String(repeating: "a", count: 56), "3b0c8ac703f828b04c6c197006d17218"),
    ])
    func `checksums match RFC 1321`(text: String, expected: String) {
        #expect(MD5.hexadecimal(of: Array(text.utf8)) == expected)
    }
}
