import Swiftlet
import SwiftletJSON

extension SampleSource {
    /// SQS, SNS and S3 events, and those that are delivered inside another one.
    static let messages = [
        SampleSource(
            "sqs",
            summary: "SQS queue",
            json: #"""
                {
                  "Records": [
                    {
                      "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
                      "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
                      "body": "{\"order_id\": 42}",
                      "attributes": {
                        "ApproximateReceiveCount": "1",
                        "AWSTraceHeader": "Root=1-6955b900-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0",
                        "SentTimestamp": "1767225600000",
                        "SenderId": "AIDAIENQZJOLO23YVJ4VO",
                        "ApproximateFirstReceiveTimestamp": "1767225600649"
                      },
                      "messageAttributes": {
                        "kind": {
                          "stringValue": "created",
                          "stringListValues": [],
                          "binaryListValues": [],
                          "dataType": "String"
                        }
                      },
                      "md5OfMessageAttributes": "e6d11909fe3edd3e25f6bbda1c6a6031",
                      "md5OfBody": "24226e0241954e6d1bf037cc67bc6ae0",
                      "eventSource": "aws:sqs",
                      "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:orders",
                      "awsRegion": "eu-central-1"
                    }
                  ]
                }
                """#
        ),
        SampleSource(
            "sqs-fifo",
            summary: "SQS FIFO queue",
            json: #"""
                {
                  "Records": [
                    {
                      "messageId": "11d6ee51-4cc7-4302-9e22-7cd8afdaadf5",
                      "receiptHandle": "AQEBBX8nesZEXmkhsmZeyIE8iQAMig7qw",
                      "body": "{\"order_id\": 42}",
                      "attributes": {
                        "ApproximateReceiveCount": "1",
                        "SentTimestamp": "1767225600000",
                        "SequenceNumber": "18849496460467696128",
                        "MessageGroupId": "customer-7",
                        "SenderId": "AIDAIO23YVJENQZJOL4VO",
                        "MessageDeduplicationId": "order-42",
                        "ApproximateFirstReceiveTimestamp": "1767225600021"
                      },
                      "messageAttributes": {},
                      "md5OfBody": "24226e0241954e6d1bf037cc67bc6ae0",
                      "eventSource": "aws:sqs",
                      "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:orders.fifo",
                      "awsRegion": "eu-central-1"
                    }
                  ]
                }
                """#
        ),
        SampleSource("sns", summary: "SNS topic") { sns(message: #"{"order_id": 42}"#, subject: "An order") },
        SampleSource("s3", aliases: ["s3-put"], summary: "S3 bucket, object created", json: s3Text),
        SampleSource(
            "s3-test",
            summary: "S3 bucket, test event of a notification configuration",
            json: #"""
                {
                  "Service": "Amazon S3",
                  "Event": "s3:TestEvent",
                  "Time": "2026-01-01T00:00:00.000Z",
                  "Bucket": "example-bucket",
                  "RequestId": "5582815E1AEA5ADF",
                  "HostId": "8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE"
                }
                """#
        ),
        SampleSource("sns-in-sqs", summary: "SNS topic through an SQS queue") {
            sqs(body: notification(message: #"{"order_id": 42}"#, subject: "An order").description)
        },
        SampleSource("s3-in-sqs", summary: "S3 bucket through an SQS queue") {
            sqs(body: try JSON(parsing: "\(s3Text)").description)
        },
        SampleSource("s3-in-sns", summary: "S3 bucket through an SNS topic") {
            sns(message: try JSON(parsing: "\(s3Text)").description, subject: "Amazon S3 Notification")
        },
        SampleSource("s3-in-sns-in-sqs", summary: "S3 bucket through an SNS topic and an SQS queue") {
            let notice = try JSON(parsing: "\(s3Text)").description
            return sqs(body: notification(message: notice, subject: "Amazon S3 Notification").description)
        },
    ]

    private static let s3Text: StaticString = #"""
        {
          "Records": [
            {
              "eventVersion": "2.1",
              "eventSource": "aws:s3",
              "awsRegion": "eu-central-1",
              "eventTime": "2026-01-01T00:00:00.000Z",
              "eventName": "ObjectCreated:Put",
              "userIdentity": {"principalId": "AWS:AIDAJDPLRKLG7UEXAMPLE"},
              "requestParameters": {"sourceIPAddress": "203.0.113.7"},
              "responseElements": {
                "x-amz-request-id": "C3D13FE58DE4C810",
                "x-amz-id-2": "FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD"
              },
              "s3": {
                "s3SchemaVersion": "1.0",
                "configurationId": "on-upload",
                "bucket": {
                  "name": "example-bucket",
                  "ownerIdentity": {"principalId": "A3NL1KOZZKExample"},
                  "arn": "arn:aws:s3:::example-bucket"
                },
                "object": {
                  "key": "photos/first+image.jpg",
                  "size": 1024,
                  "eTag": "0123456789abcdef0123456789abcdef",
                  "versionId": "096fKKXTRTtl3on89fVO.nfljtsv6qko",
                  "sequencer": "0A1B2C3D4E5F678901"
                }
              }
            }
          ]
        }
        """#

    private static func sqs(body: String) -> JSON {
        [
            "Records": [
                [
                    "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
                    "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
                    "body": .string(body),
                    "attributes": [
                        "ApproximateReceiveCount": "1", "SentTimestamp": "1767225600000",
                        "SenderId": "AIDAIENQZJOLO23YVJ4VO", "ApproximateFirstReceiveTimestamp": "1767225600649",
                    ],
                    "messageAttributes": [:],
                    "md5OfBody": .string(MD5.hexadecimal(of: Array(body.utf8))),
                    "eventSource": "aws:sqs",
                    "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:orders",
                    "awsRegion": "eu-central-1",
                ]
            ]
        ]
    }

    /// The SNS envelope in an SQS message, which differs from an SNS event.
    private static func notification(message: String, subject: String) -> JSON {
        [
            "Type": "Notification",
            "MessageId": "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
            "TopicArn": "arn:aws:sns:eu-central-1:123456789012:orders",
            "Subject": .string(subject),
            "Message": .string(message),
            "Timestamp": "2026-01-01T00:00:00.000Z",
            "SignatureVersion": "1",
            "Signature": "EXAMPLE",
            "SigningCertURL": "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-example.pem",
            "UnsubscribeURL":
                "https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=arn:aws:sns:eu-central-1:123456789012:orders:2bcfbf39",
        ]
    }

    private static func sns(message: String, subject: String) -> JSON {
        [
            "Records": [
                [
                    "EventSource": "aws:sns",
                    "EventVersion": "1.0",
                    "EventSubscriptionArn": "arn:aws:sns:eu-central-1:123456789012:orders:2bcfbf39",
                    "Sns": [
                        "Type": "Notification",
                        "MessageId": "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
                        "TopicArn": "arn:aws:sns:eu-central-1:123456789012:orders",
                        "Subject": .string(subject),
                        "Message": .string(message),
                        "Timestamp": "2026-01-01T00:00:00.000Z",
                        "SignatureVersion": "1",
                        "Signature": "EXAMPLE",
                        "SigningCertUrl":
                            "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-example.pem",
                        "UnsubscribeUrl":
                            "https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=arn:aws:sns:eu-central-1:123456789012:orders:2bcfbf39",
                        "MessageAttributes": ["kind": ["Type": "String", "Value": "created"]],
                    ],
                ]
            ]
        ]
    }
}
