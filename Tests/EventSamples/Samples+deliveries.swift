extension Samples {
    /// An event of Data Firehose with a Kinesis stream as its source.
    package static let firehose: Sample = #"""
        {
          "invocationId": "invocationIdExample",
          "deliveryStreamArn": "arn:aws:firehose:us-east-2:123456789012:deliverystream/delivery-stream-name",
          "sourceKinesisStreamArn": "arn:aws:kinesis:us-east-1:123456789012:stream/kinesis-source",
          "region": "us-east-2",
          "records": [
            {
              "recordId": "record1",
              "approximateArrivalTimestamp": 1664028820148,
              "data": "SGVsbG8gV29ybGQ=",
              "kinesisRecordMetadata": {
                "shardId": "shardId-000000000000",
                "partitionKey": "4d1ad2b9-24f8-4b9d-a088-76e9947c317a",
                "approximateArrivalTimestamp": "2012-04-23T18:25:43.511Z",
                "sequenceNumber": "49546986683135544286507457936321625675700192471156785154",
                "subsequenceNumber": ""
              }
            },
            {
              "recordId": "record2",
              "approximateArrivalTimestamp": 1664028793294,
              "data": "eyJpZCI6IDJ9"
            }
          ]
        }
        """#

    /// An event of Data Firehose with an MSK cluster as its source.
    package static let firehoseMSK: Sample = #"""
        {
          "invocationId": "invocationIdExample",
          "deliveryStreamArn": "arn:aws:firehose:us-east-2:123456789012:deliverystream/delivery-stream-name",
          "sourceMSKArn": "arn:aws:kafka:us-east-2:123456789012:cluster/msk-source/751d2973-a626-431c-9d4e-d7975eb44dd7-2",
          "region": "us-east-2",
          "records": [
            {
              "recordId": "record1",
              "approximateArrivalTimestamp": 1664028820148,
              "mskRecordMetadata": {
                "offset": "15",
                "partitionId": "1",
                "approximateArrivalTimestamp": 1664028820148
              },
              "kafkaRecordValue": "SGVsbG8gV29ybGQ="
            }
          ]
        }
        """#

    /// An event of Kinesis Data Analytics to preprocess records.
    package static let kinesisAnalytics: Sample = #"""
        {
          "invocationId": "00540a87-5050-496a-84e4-e7d92bbaf5e2",
          "applicationArn": "arn:aws:kinesisanalytics:us-east-1:12345678911:application/lambda-test",
          "streamArn": "arn:aws:kinesis:us-east-1:AAAAAAAAAAAA:stream/lambda-test",
          "records": [
            {
              "recordId": "49572672223665514422805246926656954630972486059535892482",
              "data": "aGVsbG8gd29ybGQ=",
              "kinesisStreamRecordMetadata": {
                "shardId": "shardId-000000000003",
                "partitionKey": "7400791606",
                "sequenceNumber": "49572672223665514422805246926656954630972486059535892482",
                "approximateArrivalTimestamp": 1520280173
              }
            }
          ]
        }
        """#

    /// An event of Kinesis Data Analytics to deliver records.
    package static let kinesisAnalyticsOutput: Sample = #"""
        {
          "invocationId": "invocationIdExample",
          "applicationArn": "arn:aws:kinesisanalytics:us-west-2:123456789012:application/example-application",
          "records": [
            {
              "recordId": "49571347871967966406409637155186850213682522142927749122",
              "lambdaDeliveryRecordMetadata": {
                "retryHint": 2
              },
              "data": "VGhpcyBpcyBhIHRlc3QgZnJvbSBLaW5lc2lzIEFuYWx5dGljcw=="
            }
          ]
        }
        """#

    /// An event of a subscription filter of CloudWatch Logs.
    package static let cloudWatchLogs: Sample = #"""
        {
          "awslogs": {
            "data": "H4sIAAAAAAAAAHWPwQqCQBCGX0Xm7EFtK+smZBEUgXoLCdMhFtKV3akI8d0bLYmibvPPN3wz00CJxmQnTO41whwWQRIctmEcB6sQbFC3CjW3XW8kxpOpP+OC22d1Wml1qZkQGtoMsScxaczKN3plG8zlaHIta5KqWsozoTYw3/djzwhpLwivWFGHGpAFe7DL68JlBUk+l7KSN7tCOEJ4M3/qOI49vMHj+zCKdlFqLaU2ZHV2a4Ct/an0/ivdX8oYc1UVX860fQDQiMdxRQEAAA=="
          }
        }
        """#

    /// All events of Data Firehose, Kinesis Data Analytics and CloudWatch Logs.
    package static let deliveries: [Sample] = [
        firehose, firehoseMSK, kinesisAnalytics, kinesisAnalyticsOutput, cloudWatchLogs,
    ]
}
