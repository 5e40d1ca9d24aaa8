import SwiftletJSON

extension SampleSource {
    /// Records of streams, which are delivered in ordered batches.
    static let streams = [
        SampleSource(
            "kinesis",
            summary: "Kinesis data stream",
            json: #"""
                {
                  "Records": [
                    {
                      "kinesis": {
                        "kinesisSchemaVersion": "1.0",
                        "partitionKey": "order-42",
                        "sequenceNumber": "49590338271490256608559692538361571095921575989136588898",
                        "data": "eyJvcmRlcl9pZCI6IDQyfQ==",
                        "approximateArrivalTimestamp": 1767225600.123
                      },
                      "eventSource": "aws:kinesis",
                      "eventVersion": "1.0",
                      "eventID": "shardId-000000000006:49590338271490256608559692538361571095921575989136588898",
                      "eventName": "aws:kinesis:record",
                      "invokeIdentityArn": "arn:aws:iam::123456789012:role/orders-role",
                      "awsRegion": "eu-central-1",
                      "eventSourceARN": "arn:aws:kinesis:eu-central-1:123456789012:stream/orders"
                    }
                  ]
                }
                """#
        ),
        SampleSource(
            "dynamodb",
            summary: "DynamoDB stream, item inserted, modified and removed",
            json: #"""
                {
                  "Records": [
                    {
                      "eventID": "1",
                      "eventName": "INSERT",
                      "eventVersion": "1.1",
                      "eventSource": "aws:dynamodb",
                      "awsRegion": "eu-central-1",
                      "dynamodb": {
                        "ApproximateCreationDateTime": 1767225600,
                        "Keys": {"Id": {"N": "101"}},
                        "NewImage": {"Message": {"S": "New item!"}, "Id": {"N": "101"}, "Tags": {"SS": ["a", "b"]}},
                        "SequenceNumber": "111",
                        "SizeBytes": 26,
                        "StreamViewType": "NEW_AND_OLD_IMAGES"
                      },
                      "eventSourceARN":
                        "arn:aws:dynamodb:eu-central-1:123456789012:table/Orders/stream/2026-01-01T00:00:00.000"
                    },
                    {
                      "eventID": "2",
                      "eventName": "MODIFY",
                      "eventVersion": "1.1",
                      "eventSource": "aws:dynamodb",
                      "awsRegion": "eu-central-1",
                      "dynamodb": {
                        "ApproximateCreationDateTime": 1767225601,
                        "Keys": {"Id": {"N": "101"}},
                        "NewImage": {"Message": {"S": "This item has changed"}, "Id": {"N": "101"}},
                        "OldImage": {"Message": {"S": "New item!"}, "Id": {"N": "101"}},
                        "SequenceNumber": "222",
                        "SizeBytes": 59,
                        "StreamViewType": "NEW_AND_OLD_IMAGES"
                      },
                      "eventSourceARN":
                        "arn:aws:dynamodb:eu-central-1:123456789012:table/Orders/stream/2026-01-01T00:00:00.000"
                    },
                    {
                      "eventID": "3",
                      "eventName": "REMOVE",
                      "eventVersion": "1.1",
                      "eventSource": "aws:dynamodb",
                      "awsRegion": "eu-central-1",
                      "userIdentity": {"type": "Service", "principalId": "dynamodb.amazonaws.com"},
                      "dynamodb": {
                        "ApproximateCreationDateTime": 1767225602,
                        "Keys": {"Id": {"N": "101"}},
                        "OldImage": {"Message": {"S": "This item has changed"}, "Id": {"N": "101"}},
                        "SequenceNumber": "333",
                        "SizeBytes": 38,
                        "StreamViewType": "NEW_AND_OLD_IMAGES"
                      },
                      "eventSourceARN":
                        "arn:aws:dynamodb:eu-central-1:123456789012:table/Orders/stream/2026-01-01T00:00:00.000"
                    }
                  ]
                }
                """#
        ),
    ]
}
