import SwiftletJSON

extension SampleSource {
    /// Events of S3 Batch Operations and S3 Object Lambda.
    static let objects = [
        SampleSource(
            "s3-batch",
            summary: "S3 Batch Operations, schema version 1.0",
            json: #"""
                {
                  "invocationSchemaVersion": "1.0",
                  "invocationId": "YXNkbGZqYWRmaiBhc2RmdW9hZHNmZGpmaGFzbGtkaGZza2RmaAo",
                  "job": {"id": "f3cc4f60-61f6-4a2b-8a21-d07600c373ce"},
                  "tasks": [
                    {
                      "taskId": "dGFza2lkZ29lc2hlcmUK",
                      "s3Key": "photos/first+image%2Bcopy.jpg",
                      "s3VersionId": "1",
                      "s3BucketArn": "arn:aws:s3:::example-bucket"
                    }
                  ]
                }
                """#
        ),
        SampleSource(
            "s3-batch-v2",
            summary: "S3 Batch Operations, schema version 2.0",
            json: #"""
                {
                  "invocationSchemaVersion": "2.0",
                  "invocationId": "YXNkbGZqYWRmaiBhc2RmdW9hZHNmZGpmaGFzbGtkaGZza2RmaAo",
                  "job": {"id": "f3cc4f60-61f6-4a2b-8a21-d07600c373ce", "userArguments": {"width": "200"}},
                  "tasks": [
                    {
                      "taskId": "dGFza2lkZ29lc2hlcmUK",
                      "s3Key": "photos/first+image%2Bcopy.jpg",
                      "s3VersionId": null,
                      "s3Bucket": "example-bucket"
                    }
                  ]
                }
                """#
        ),
        SampleSource(
            "s3-object-lambda-get",
            summary: "S3 Object Lambda, GetObject",
            json: #"""
                {
                  "xAmzRequestId": "1a5ed718-5f53-471d-b6fe-5cf62d88d02a",
                  "getObjectContext": {
                    "inputS3Url": "https://photos-123456789012.s3-accesspoint.eu-central-1.amazonaws.com/cat.jpg?X-Amz\#
                -Security-Token=example",
                    "outputRoute": "io-fra-cell001",
                    "outputToken": "OutputToken"
                  },
                  "configuration": {
                    "accessPointArn": "arn:aws:s3-object-lambda:eu-central-1:123456789012:accesspoint/resized",
                    "supportingAccessPointArn": "arn:aws:s3:eu-central-1:123456789012:accesspoint/photos",
                    "payload": "{\"width\": 200}"
                  },
                  "userRequest": {
                    "url": "https://resized-123456789012.s3-object-lambda.eu-central-1.amazonaws.com/cat.jpg",
                    "headers": {
                      "Host": "resized-123456789012.s3-object-lambda.eu-central-1.amazonaws.com",
                      "Accept-Encoding": "identity",
                      "X-Amz-Content-SHA256": "e3b0c44298fc1example"
                    }
                  },
                  "userIdentity": {
                    "type": "IAMUser",
                    "principalId": "AIDAJDPLRKLG7UEXAMPLE",
                    "arn": "arn:aws:iam::123456789012:user/ada",
                    "accountId": "123456789012",
                    "accessKeyId": "AKIAIOSFODNN7EXAMPLE"
                  },
                  "protocolVersion": "1.00"
                }
                """#
        ),
        SampleSource(
            "s3-object-lambda-head",
            summary: "S3 Object Lambda, HeadObject",
            json: #"""
                {
                  "xAmzRequestId": "1a5ed718-5f53-471d-b6fe-5cf62d88d02a",
                  "headObjectContext": {
                    "inputS3Url": "https://photos-123456789012.s3-accesspoint.eu-central-1.amazonaws.com/cat.jpg?X-Amz\#
                -Security-Token=example"
                  },
                  "configuration": {
                    "accessPointArn": "arn:aws:s3-object-lambda:eu-central-1:123456789012:accesspoint/resized",
                    "supportingAccessPointArn": "arn:aws:s3:eu-central-1:123456789012:accesspoint/photos",
                    "payload": "{\"width\": 200}"
                  },
                  "userRequest": {
                    "url": "https://resized-123456789012.s3-object-lambda.eu-central-1.amazonaws.com/cat.jpg",
                    "headers": {
                      "Host": "resized-123456789012.s3-object-lambda.eu-central-1.amazonaws.com",
                      "Accept-Encoding": "identity",
                      "X-Amz-Content-SHA256": "e3b0c44298fc1example"
                    }
                  },
                  "userIdentity": {
                    "type": "IAMUser",
                    "principalId": "AIDAJDPLRKLG7UEXAMPLE",
                    "arn": "arn:aws:iam::123456789012:user/ada",
                    "accountId": "123456789012",
                    "accessKeyId": "AKIAIOSFODNN7EXAMPLE"
                  },
                  "protocolVersion": "1.00"
                }
                """#
        ),
        SampleSource(
            "s3-object-lambda-list",
            summary: "S3 Object Lambda, ListObjects",
            json: #"""
                {
                  "xAmzRequestId": "1a5ed718-5f53-471d-b6fe-5cf62d88d02a",
                  "listObjectsContext": {
                    "inputS3Url": "https://photos-123456789012.s3-accesspoint.eu-central-1.amazonaws.com/cat.jpg?X-Amz\#
                -Security-Token=example"
                  },
                  "configuration": {
                    "accessPointArn": "arn:aws:s3-object-lambda:eu-central-1:123456789012:accesspoint/resized",
                    "supportingAccessPointArn": "arn:aws:s3:eu-central-1:123456789012:accesspoint/photos",
                    "payload": "{\"width\": 200}"
                  },
                  "userRequest": {
                    "url": "https://resized-123456789012.s3-object-lambda.eu-central-1.amazonaws.com/cat.jpg",
                    "headers": {
                      "Host": "resized-123456789012.s3-object-lambda.eu-central-1.amazonaws.com",
                      "Accept-Encoding": "identity",
                      "X-Amz-Content-SHA256": "e3b0c44298fc1example"
                    }
                  },
                  "userIdentity": {
                    "type": "IAMUser",
                    "principalId": "AIDAJDPLRKLG7UEXAMPLE",
                    "arn": "arn:aws:iam::123456789012:user/ada",
                    "accountId": "123456789012",
                    "accessKeyId": "AKIAIOSFODNN7EXAMPLE"
                  },
                  "protocolVersion": "1.00"
                }
                """#
        ),
        SampleSource(
            "s3-object-lambda-list-v2",
            summary: "S3 Object Lambda, ListObjectsV2",
            json: #"""
                {
                  "xAmzRequestId": "1a5ed718-5f53-471d-b6fe-5cf62d88d02a",
                  "listObjectsV2Context": {
                    "inputS3Url": "https://photos-123456789012.s3-accesspoint.eu-central-1.amazonaws.com/cat.jpg?X-Amz\#
                -Security-Token=example"
                  },
                  "configuration": {
                    "accessPointArn": "arn:aws:s3-object-lambda:eu-central-1:123456789012:accesspoint/resized",
                    "supportingAccessPointArn": "arn:aws:s3:eu-central-1:123456789012:accesspoint/photos",
                    "payload": "{\"width\": 200}"
                  },
                  "userRequest": {
                    "url": "https://resized-123456789012.s3-object-lambda.eu-central-1.amazonaws.com/cat.jpg",
                    "headers": {
                      "Host": "resized-123456789012.s3-object-lambda.eu-central-1.amazonaws.com",
                      "Accept-Encoding": "identity",
                      "X-Amz-Content-SHA256": "e3b0c44298fc1example"
                    }
                  },
                  "userIdentity": {
                    "type": "IAMUser",
                    "principalId": "AIDAJDPLRKLG7UEXAMPLE",
                    "arn": "arn:aws:iam::123456789012:user/ada",
                    "accountId": "123456789012",
                    "accessKeyId": "AKIAIOSFODNN7EXAMPLE"
                  },
                  "protocolVersion": "1.00"
                }
                """#
        ),
    ]
}
