import EventSamples
import FoundationEssentials
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

/// Recognition of events by their form, and the sources that they name.
@Suite struct EventRecognitionTests {
    /// The types and the samples that they recognize.
    private static let types: [(any RecognizedEvent.Type, Set<Sample>)] = [
        (KafkaEvent.self, [Samples.kafka, Samples.kafkaSelfManaged]),
        (ActiveMQEvent.self, [Samples.activeMQ]),
        (RabbitMQEvent.self, [Samples.rabbitMQ]),
        (DocumentDBEvent.self, [Samples.documentDB]),
        (FirehoseEvent.self, [Samples.firehose, Samples.firehoseMSK]),
        (KinesisAnalyticsEvent.self, [Samples.kinesisAnalytics, Samples.kinesisAnalyticsOutput]),
        (CloudWatchLogsEvent.self, [Samples.cloudWatchLogs]),
        (CloudWatchAlarmEvent.self, [Samples.metricAlarm, Samples.compositeAlarm]),
        (EventBridgeEvent<CloudWatchAlarm>.self, [Samples.alarmStateChange]),
        (EventBridgeEvent<S3ObjectDetail>.self, [Samples.objectDeleted]),
        (SESEvent.self, [Samples.ses]),
        (IoTButtonEvent.self, [Samples.iotButton]),
        (IoTOneClickEvent.self, [Samples.iotOneClick]),
        (IoTAuthorizerEvent.self, [Samples.iotAuthorizer]),
        (IoTProvisioningEvent.self, [Samples.iotProvisioning]),
        (IoTRegistryEvent.self, [Samples.iotRegistry]),
        (S3Event.self, [Samples.s3, Samples.s3Test]),
        (SQSEvent.self, [Samples.sqs, Samples.sqsFIFO]),
        (SNSEvent.self, [Samples.sns]),
        (KinesisEvent.self, [Samples.kinesis]),
        (DynamoDBStreamEvent.self, [Samples.dynamoDB]),
        (ScheduledEvent.self, [Samples.scheduled]),
        (
            EventBridgeEvent<JSON>.self,
            [Samples.eventBridge, Samples.scheduled, Samples.alarmStateChange, Samples.objectDeleted]
        ),
        (
            CognitoTriggerEvent.self,
            Set(ServiceEventRecognitionTests.samples.filter { $0.text.contains("userPoolId") })
        ),
        (TokenAuthorizerEvent.self, [Samples.tokenAuthorizer]),
        (RequestAuthorizerEvent.self, [Samples.requestAuthorizer, Samples.requestAuthorizerVersion2]),
        (CloudEvent<JSON>.self, []),
    ]

    private static let http: [Sample] = [
        Samples.httpAPI, Samples.restAPI, Samples.functionURL, Samples.loadBalancer, Samples.loadBalancerMultiValue,
        Samples.lattice, Samples.latticeV1,
    ]

    @Test func `each event type recognizes only its own events`() throws {
        let types = Self.types + ServiceEventRecognitionTests.types
        let own = types.reduce(into: Set<Sample>()) { $0.formUnion($1.1) }
        let all = own.union(Samples.brokers + Samples.deliveries + Samples.operations + Samples.devices + Self.http)
            .union(["{}", "[]", "[1]", "null", "1", #"{"Records": []}"#, #"{"records": []}"#, #"{"records": {}}"#])
        #expect(all.count > 45)
        for (type, own) in types {
            for sample in all {
                #expect(type.recognizes(try node(sample)) == own.contains(sample), "\(type): \(sample)")
            }
        }
    }

    @Test func `no event is taken for an HTTP request`() throws {
        let services = ServiceEventRecognitionTests.samples
        for sample in Samples.brokers + Samples.deliveries + Samples.operations + Samples.devices + services {
            #expect(HTTPEventShape.recognize(try node(sample)) == nil, "\(sample)")
        }
    }

    @Test(
        arguments: [
            (KafkaEvent.self, Samples.kafka, ["mytopic", "vpc-2priv-2pub"]),
            (KafkaEvent.self, Samples.kafkaSelfManaged, ["mytopic"]),
            (ActiveMQEvent.self, Samples.activeMQ, ["testQueue", "test"]),
            (RabbitMQEvent.self, Samples.rabbitMQ, ["pizzaQueue", "pizzaBroker"]),
            (
                DocumentDBEvent.self, Samples.documentDB,
                ["canaryclusterb2a659a2-qo5tcmqkcl03", "test_database", "test_database.test_collection"]
            ),
            (FirehoseEvent.self, Samples.firehose, ["delivery-stream-name", "kinesis-source"]),
            (FirehoseEvent.self, Samples.firehoseMSK, ["delivery-stream-name", "msk-source"]),
            (KinesisAnalyticsEvent.self, Samples.kinesisAnalytics, ["lambda-test"]),
            (CloudWatchLogsEvent.self, Samples.cloudWatchLogs, ["testLogGroup", "testFilter"]),
            (CloudWatchAlarmEvent.self, Samples.metricAlarm, ["lambda-demo-metric-alarm"]),
            (EventBridgeEvent<CloudWatchAlarm>.self, Samples.alarmStateChange, ["aws.cloudwatch"]),
            (
                EventBridgeEvent<S3ObjectDetail>.self, Samples.objectDeleted,
                ["aws.s3", "arn:aws:s3:::amzn-s3-demo-bucket1"]
            ),
            (SESEvent.self, Samples.ses, ["recipient@example.com", "example.com"]),
            (IoTButtonEvent.self, Samples.iotButton, ["ABCDEFG12345"]),
            (IoTOneClickEvent.self, Samples.iotOneClick, ["test", "myPlacement", "G030PMXXXXXXXXXX"]),
            (IoTProvisioningEvent.self, Samples.iotProvisioning, ["MyTemplate"]),
            (IoTRegistryEvent.self, Samples.iotRegistry, ["MyThing"]),
            (S3Event.self, Samples.s3Test, ["amzn-s3-demo-bucket"]),
        ] as [(any RecognizedEvent.Type, Sample, [String])]
    )
    func `an event names its source by its ARN and by its name`(
        type: any RecognizedEvent.Type,
        sample: Sample,
        names: [String]
    ) throws {
        let sources = type.sources(of: try node(sample))
        for name in names { #expect(sources.contains(name), "\(sources)") }
    }

    @Test func `decodes the detail of an S3 event from EventBridge`() throws {
        let event = try EventBridgeEvent<S3ObjectDetail>.decodeEvent(try node(Samples.objectDeleted))
        #expect(event.detailType == S3ObjectDetail.deleted)
        #expect(event.detail.bucket == "amzn-s3-demo-bucket1")
        // Not URL-encoded.
        #expect(event.detail.key == "example key+1")
        #expect(event.detail.versionID == "1QW9g1Z99LUNbvaaYVpW9xDlOLU.qxgF")
        #expect(event.detail.deletionType == "Delete Marker Created")
        #expect(event.detail.reason == "DeleteObject")
        #expect(event.detail.size == nil)
    }

    @Test func `an EventBridge event may have no time`() throws {
        let event = try node(#"{"detail-type": "a", "source": "b", "detail": {}}"#)
        #expect(try EventBridgeEvent<JSON>.decodeEvent(event).time == nil)
        let malformed = try node(#"{"detail-type": "a", "source": "b", "detail": {}, "time": "yesterday"}"#)
        #expect(#expect(throws: EventError.self) { try EventBridgeEvent<JSON>.decodeEvent(malformed) }?.path == "time")
        let schedule = try node(#"{"detail-type": "Scheduled Event", "source": "aws.events", "detail": {}}"#)
        #expect(#expect(throws: EventError.self) { try ScheduledEvent(event: schedule) }?.path == "time")
    }
}
