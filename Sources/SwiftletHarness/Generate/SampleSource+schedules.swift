import SwiftletJSON

extension SampleSource {
    /// EventBridge, scheduler and workflow events.
    static let schedules = [
        SampleSource(
            "eventbridge",
            summary: "EventBridge rule, S3 object created",
            json: #"""
                {
                  "version": "0",
                  "id": "17793124-05d4-b198-2fde-7ededc63b103",
                  "detail-type": "Object Created",
                  "source": "aws.s3",
                  "account": "123456789012",
                  "time": "2026-01-01T00:00:00Z",
                  "region": "eu-central-1",
                  "resources": ["arn:aws:s3:::example-bucket"],
                  "detail": {
                    "version": "0",
                    "bucket": {"name": "example-bucket"},
                    "object": {
                      "key": "photos/first image.jpg",
                      "size": 1024,
                      "etag": "0123456789abcdef0123456789abcdef",
                      "version-id": "096fKKXTRTtl3on89fVO.nfljtsv6qko",
                      "sequencer": "0A1B2C3D4E5F678901"
                    },
                    "request-id": "C3D13FE58DE4C810",
                    "requester": "123456789012",
                    "source-ip-address": "203.0.113.7",
                    "reason": "PutObject"
                  }
                }
                """#
        ),
        SampleSource(
            "scheduled",
            summary: "EventBridge rule, schedule",
            json: #"""
                {
                  "version": "0",
                  "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
                  "detail-type": "Scheduled Event",
                  "source": "aws.events",
                  "account": "123456789012",
                  "time": "2026-01-01T00:00:00Z",
                  "region": "eu-central-1",
                  "resources": ["arn:aws:events:eu-central-1:123456789012:rule/nightly"],
                  "detail": {}
                }
                """#
        ),
        SampleSource(
            "scheduler",
            summary: "EventBridge Scheduler, default input",
            json: #"""
                {
                  "version": "0",
                  "id": "d4c9a2f0-3a51-4b8e-9d6e-0b3b5d1f6a77",
                  "detail-type": "Scheduled Event",
                  "source": "aws.scheduler",
                  "account": "123456789012",
                  "time": "2026-01-01T00:00:00Z",
                  "region": "eu-central-1",
                  "resources": ["arn:aws:scheduler:eu-central-1:123456789012:schedule/default/nightly"],
                  "detail": "{}"
                }
                """#
        ),
        SampleSource(
            "step-functions",
            summary: "Step Functions task, the input of the state",
            json: #"""
                {
                  "order_id": 42,
                  "customer": {"id": 7, "email": "ada@example.com"},
                  "items": [{"sku": "A-1", "quantity": 2}],
                  "taskToken": "AQCEAAAAKgAAAAMAAAAAAAAAAexampleToken"
                }
                """#
        ),
    ]
}
