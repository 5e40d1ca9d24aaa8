import Swiftlet
import SwiftletEvents
import SwiftletJSON
import Testing

@testable import SwiftletPackaging

/// The triggers of event handlers in a SAM template.
@Suite struct SAMTemplateTriggerTests {
    /// An app with all triggers.
    private static let triggers = App(title: "Triggers", version: "1.0.0") {
        EventHandler("uploads", on: .bucket(prefix: "in/", suffix: ".csv")) { (event: S3Event, context) in }
        EventHandler("news", on: .topic(filter: ["kind": ["news"]])) { (event: SNSEvent, context) in }
        EventHandler("changes", on: .table(tumblingWindow: 60)) { (event: DynamoDBStreamEvent, context) in }
        EventHandler("clicks", on: .stream(startingPosition: .oldest)) { (event: KinesisEvent, context) in }
        EventHandler("placed", on: .events(matching: ["source": ["shop"]], bus: "shop")) { (event: JSON, context) in }
        EventHandler("ordered", on: .queue(isFIFO: true)) { (event: SQSEvent, context) in }
    }

    @Test(arguments: [
        (
            "uploads",
            """
            Type: S3
            Properties:
              Bucket: !Ref UploadsBucket
              Events:
                - "s3:ObjectCreated:*"
              Filter:
                S3Key:
                  Rules:
                    - Name: prefix
                      Value: in/
                    - Name: suffix
                      Value: .csv
            """
        ),
        (
            "news",
            """
            Type: SNS
            Properties:
              Topic: !Ref NewsTopic
              FilterPolicy:
                kind:
                  - news
            """
        ),
        (
            "changes",
            """
            Type: DynamoDB
            Properties:
              Stream: !Ref ChangesStreamArn
              BatchSize: 100
              FunctionResponseTypes:
                - ReportBatchItemFailures
              StartingPosition: LATEST
              MaximumRetryAttempts: 5
              BisectBatchOnFunctionError: true
              TumblingWindowInSeconds: 60
              DestinationConfig:
                OnFailure:
                  Type: SQS
                  Destination: !GetAtt ChangesDeadLetterQueue.Arn
            """
        ),
        (
            "clicks",
            """
            Type: Kinesis
            Properties:
              Stream: !Ref ClicksStreamArn
              BatchSize: 100
              FunctionResponseTypes:
                - ReportBatchItemFailures
              StartingPosition: TRIM_HORIZON
              MaximumRetryAttempts: 5
              BisectBatchOnFunctionError: true
              DestinationConfig:
                OnFailure:
                  Type: SQS
                  Destination: !GetAtt ClicksDeadLetterQueue.Arn
            """
        ),
        (
            "placed",
            """
            Type: EventBridgeRule
            Properties:
              Pattern:
                source:
                  - shop
              EventBusName: shop
            """
        ),
        (
            "ordered",
            """
            Type: SQS
            Properties:
              Queue: !GetAtt OrderedQueue.Arn
              BatchSize: 10
              FunctionResponseTypes:
                - ReportBatchItemFailures
            """
        ),
    ])
    func `a trigger is an event of the function`(handler: String, expected: String) throws {
        var options = DeploymentOptions()
        options.isDivided = true
        let document = try TemplateFixture.document(of: Self.triggers, options: options)
        let name = LogicalNames.camelCased(handler)
        let event = document["Resources", "\(name)Function", "Properties", "Events", name]
        // YAML 1.1 reads a text that begins with a dot as a string only in quotes.
        #expect(event?.text == expected.replacing("Value: .csv", with: "Value: \".csv\"") + "\n")
    }

    @Test(arguments: [
        ("uploads", ["logs:", "xray:", "sqs:SendMessage"], ["s3:"]), ("news", ["sqs:SendMessage"], ["sns:"]),
        ("changes", ["dynamodb:GetRecords", "sqs:SendMessage"], ["kinesis:", "sqs:ReceiveMessage"]),
        ("clicks", ["kinesis:GetRecords", "sqs:SendMessage"], ["dynamodb:"]),
        ("placed", ["sqs:SendMessage"], ["events:"]), ("ordered", ["sqs:ReceiveMessage"], ["sqs:SendMessage"]),
    ])
    func `a role allows what the trigger needs`(handler: String, allowed: [String], other: [String]) throws {
        var options = DeploymentOptions()
        options.isDivided = true
        let document = try TemplateFixture.document(of: Self.triggers, options: options)
        let role = document["Resources", "\(LogicalNames.camelCased(handler))Role", "Properties", "Policies"]
        let text = try #require(role).text
        for action in allowed { #expect(text.contains(action)) }
        for action in other + ["ec2:"] { #expect(!text.contains(action)) }
    }

    @Test func `objects of a bucket are readable by a policy without a circular dependency`() throws {
        let document = try TemplateFixture.document(of: Self.triggers)
        let policy = document["Resources", "AppBucketPolicy", "Properties"]
        #expect(policy?.text.contains("Resource: !Sub \"${UploadsBucket.Arn}/*\"") == true)
        #expect(document["Resources", "AppRole"]?.text.contains("UploadsBucket") == false)
    }

    @Test func `a FIFO queue has a FIFO dead-letter queue`() throws {
        let document = try TemplateFixture.document(of: Self.triggers)
        for name in ["OrderedQueue", "OrderedDeadLetterQueue"] {
            #expect(document["Resources", name, "Properties", "FifoQueue"]?.text == "true\n")
        }
        #expect(document["Resources", "ChangesDeadLetterQueue", "Properties", "FifoQueue"] == nil)
    }
}
