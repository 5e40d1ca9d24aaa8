import SwiftletJSON

extension SampleSource {
    /// Records that a function transforms, and log events.
    static let deliveries = [
        SampleSource(
            "firehose",
            summary: "Data Firehose transformation, direct PUT",
            json: #"""
                {
                  "invocationId": "2b4d1ad9-2f48-94bd-a088-767c317e994a",
                  "deliveryStreamArn": "arn:aws:firehose:eu-central-1:123456789012:deliverystream/orders",
                  "region": "eu-central-1",
                  "records": [
                    {
                      "recordId": "49546986683135544286507457936321625675700192471156785154000000",
                      "approximateArrivalTimestamp": 1767225600000,
                      "data": "eyJvcmRlcl9pZCI6IDQyfQ=="
                    }
                  ]
                }
                """#
        ),
        SampleSource(
            "firehose-kinesis",
            summary: "Data Firehose transformation, Kinesis stream as source",
            json: #"""
                {
                  "invocationId": "2b4d1ad9-2f48-94bd-a088-767c317e994a",
                  "sourceKinesisStreamArn": "arn:aws:kinesis:eu-central-1:123456789012:stream/orders",
                  "deliveryStreamArn": "arn:aws:firehose:eu-central-1:123456789012:deliverystream/orders",
                  "region": "eu-central-1",
                  "records": [
                    {
                      "recordId": "record1",
                      "approximateArrivalTimestamp": 1767225600000,
                      "data": "eyJvcmRlcl9pZCI6IDQyfQ==",
                      "kinesisRecordMetadata": {
                        "shardId": "shardId-000000000000",
                        "partitionKey": "order-42",
                        "approximateArrivalTimestamp": 1767225600000,
                        "sequenceNumber": "49546986683135544286507457936321625675700192471156785154",
                        "subsequenceNumber": 0
                      }
                    }
                  ]
                }
                """#
        ),
        SampleSource(
            "firehose-msk",
            summary: "Data Firehose transformation, MSK cluster as source",
            json: #"""
                {
                  "invocationId": "2b4d1ad9-2f48-94bd-a088-767c317e994a",
                  "sourceMSKArn": "arn:aws:kafka:eu-central-1:123456789012:cluster/shop/0f8fad5b-d9cb-469f-a165-70867728950e-4",
                  "deliveryStreamArn": "arn:aws:firehose:eu-central-1:123456789012:deliverystream/orders",
                  "region": "eu-central-1",
                  "records": [
                    {
                      "recordId": "record1",
                      "approximateArrivalTimestamp": 1767225600000,
                      "mskRecordMetadata": {"offset": "15", "partitionId": "0", "approximateArrivalTimestamp": 1767225600000},
                      "kafkaRecordValue": "eyJvcmRlcl9pZCI6IDQyfQ=="
                    }
                  ]
                }
                """#
        ),
        SampleSource(
            "kinesis-analytics",
            summary: "Kinesis Data Analytics, record to preprocess",
            json: #"""
                {
                  "invocationId": "00540a87-5050-496a-84e4-e7d92bbaf5e2",
                  "applicationArn": "arn:aws:kinesisanalytics:eu-central-1:123456789012:application/orders",
                  "streamArn": "arn:aws:kinesis:eu-central-1:123456789012:stream/orders",
                  "records": [
                    {
                      "recordId": "49572672223665514422805246926656954630972486059535892482",
                      "data": "eyJvcmRlcl9pZCI6IDQyfQ==",
                      "kinesisStreamRecordMetadata": {
                        "shardId": "shardId-000000000003",
                        "partitionKey": "order-42",
                        "sequenceNumber": "49572672223665514422805246926656954630972486059535892482",
                        "approximateArrivalTimestamp": 1767225600000
                      }
                    }
                  ]
                }
                """#
        ),
        SampleSource(
            "kinesis-analytics-output",
            summary: "Kinesis Data Analytics, record to deliver",
            json: #"""
                {
                  "invocationId": "00540a87-5050-496a-84e4-e7d92bbaf5e2",
                  "applicationArn": "arn:aws:kinesisanalytics:eu-central-1:123456789012:application/orders",
                  "records": [
                    {
                      "recordId": "49572672223665514422805246926656954630972486059535892482",
                      "lambdaDeliveryRecordMetadata": {"retryHint": 0},
                      "data": "eyJvcmRlcl9pZCI6IDQyfQ=="
                    }
                  ]
                }
                """#
        ),
        SampleSource(
            "cloudwatch-logs",
            summary: "CloudWatch Logs subscription filter",
            json: #"""
                {
                  "awslogs": {
                    "data": "H4sIAAAAAAAC/6VQy2rDMBD8lbD06GJZlu3GN0PdXFoCtm9RCHK8CQL5gaQkFON/r5yQQguF0i7aw84sM6MdoUVjxBGr9wEhheesynZveVlmqxw86C8dagcHNGRRnDwtSUAdrPrjSvenwTG+uBhfibZuhN/rBrW58aXVKFq3QAmNfRLMb/PwmlV5WW3Jp56o9w0evs9Owpxqs9dysLLvXqSys3C6gZvFI2rdO2B7tcrP2NmZHUE2zjFcMuYEScJowMLft3O10p3Ditb9LEjihNIoJnN59zM5+ZGDwjMqDimHvCjWBQeP3xeu6HpOuWB0cRBSYcNh4h1M3v/y0Z/y0eiP+cKv+bbTB4pY2hcOAgAA"
                  }
                }
                """#
        ),
        SampleSource(
            "cloudwatch-logs-in-kinesis",
            summary: "CloudWatch Logs subscription filter through a Kinesis stream",
            json: #"""
                {
                  "Records": [
                    {
                      "kinesis": {
                        "kinesisSchemaVersion": "1.0",
                        "partitionKey": "0123456789abcdef0123456789abcdef",
                        "sequenceNumber": "49590338271490256608559692538361571095921575989136588898",
                        "data": "H4sIAAAAAAAC/6VQy2rDMBD8lbD06GJZlu3GN0PdXFoCtm9RCHK8CQL5gaQkFON/r5yQQguF0i7aw84sM6MdoUVjxBGr9wEhheesynZveVlmqxw86C8dagcHNGRRnDwtSUAdrPrjSvenwTG+uBhfibZuhN/rBrW58aXVKFq3QAmNfRLMb/PwmlV5WW3Jp56o9w0evs9Owpxqs9dysLLvXqSys3C6gZvFI2rdO2B7tcrP2NmZHUE2zjFcMuYEScJowMLft3O10p3Ditb9LEjihNIoJnN59zM5+ZGDwjMqDimHvCjWBQeP3xeu6HpOuWB0cRBSYcNh4h1M3v/y0Z/y0eiP+cKv+bbTB4pY2hcOAgAA",
                        "approximateArrivalTimestamp": 1767225600.123
                      },
                      "eventSource": "aws:kinesis",
                      "eventVersion": "1.0",
                      "eventID": "shardId-000000000006:49590338271490256608559692538361571095921575989136588898",
                      "eventName": "aws:kinesis:record",
                      "invokeIdentityArn": "arn:aws:iam::123456789012:role/orders-role",
                      "awsRegion": "eu-central-1",
                      "eventSourceARN": "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
                    }
                  ]
                }
                """#
        ),
    ]
}
