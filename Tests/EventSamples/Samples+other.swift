extension Samples {
    /// A `TOKEN` authorizer event.
    package static let tokenAuthorizer: Sample = #"""
        {
          "type": "TOKEN",
          "authorizationToken": "incoming-client-token",
          "methodArn": "arn:aws:execute-api:us-east-1:123456789012:example/prod/POST/{proxy+}"
        }
        """#

    /// A `REQUEST` authorizer event with payload format 1.0.
    package static let requestAuthorizer: Sample = #"""
        {
          "type": "REQUEST",
          "methodArn": "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/request",
          "resource": "/request",
          "path": "/request",
          "httpMethod": "GET",
          "headers": {
            "X-AMZ-Date": "20170718T062915Z",
            "Accept": "*/*",
            "HeaderAuth1": "headerValue1",
            "CloudFront-Viewer-Country": "US",
            "CloudFront-Forwarded-Proto": "https",
            "CloudFront-Is-Tablet-Viewer": "false",
            "CloudFront-Is-Mobile-Viewer": "false",
            "User-Agent": "..."
          },
          "queryStringParameters": {
            "QueryString1": "queryValue1"
          },
          "pathParameters": {},
          "stageVariables": {
            "StageVar1": "stageValue1"
          },
          "requestContext": {
            "path": "/request",
            "accountId": "123456789012",
            "resourceId": "05c7jb",
            "stage": "test",
            "requestId": "...",
            "identity": {
              "apiKey": "...",
              "sourceIp": "..."
            },
            "resourcePath": "/request",
            "httpMethod": "GET",
            "apiId": "abcdef123"
          }
        }
        """#

    /// A `REQUEST` authorizer event with payload format 2.0.
    package static let requestAuthorizerVersion2: Sample = #"""
        {
          "version": "2.0",
          "type": "REQUEST",
          "routeArn": "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/request",
          "identitySource": [
            "user1",
            "123"
          ],
          "routeKey": "$default",
          "rawPath": "/my/path",
          "rawQueryString": "parameter1=value1",
          "cookies": [
            "cookie1=1"
          ],
          "headers": {
            "header1": "value1"
          },
          "queryStringParameters": {
            "parameter1": "value1"
          },
          "requestContext": {
            "accountId": "123456789012",
            "apiId": "api-id",
            "domainName": "id.execute-api.us-east-1.amazonaws.com",
            "domainPrefix": "id",
            "http": {
              "method": "POST",
              "path": "/my/path",
              "protocol": "HTTP/1.1",
              "sourceIp": "203.0.113.1",
              "userAgent": "agent"
            },
            "requestId": "id",
            "routeKey": "$default",
            "stage": "$default",
            "time": "12/Mar/2020:19:03:58 +0000",
            "timeEpoch": 1583348638390
          },
          "pathParameters": {
            "parameter1": "value1"
          },
          "stageVariables": {
            "stageVariable1": "value1"
          }
        }
        """#

    /// An SQS event of a standard queue.
    package static let sqs: Sample = #"""
        {
          "Records": [
            {
              "messageId": "19dd0b57-b21e-4ac1-bd88-01bbb068cb78",
              "receiptHandle": "MessageReceiptHandle",
              "body": "Hello from SQS!",
              "attributes": {
                "ApproximateReceiveCount": "1",
                "SentTimestamp": "1523232000000",
                "SenderId": "123456789012",
                "ApproximateFirstReceiveTimestamp": "1523232000001"
              },
              "messageAttributes": {},
              "md5OfBody": "7b270e59b47ff90a553787216d55d91d",
              "eventSource": "aws:sqs",
              "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:MyQueue",
              "awsRegion": "us-east-1"
            }
          ]
        }
        """#

    /// An SQS event of a FIFO queue.
    package static let sqsFIFO: Sample = #"""
        {
          "Records": [
            {
              "messageId": "11d6ee51-4cc7-4302-9e22-7cd8afdaadf5",
              "receiptHandle": "AQEB",
              "body": "{\"id\": 1}",
              "attributes": {
                "ApproximateReceiveCount": "3",
                "SentTimestamp": "1573251510774",
                "SequenceNumber": "18849496460467696128",
                "MessageGroupId": "1",
                "SenderId": "AIDAIO23YVJENQZJOL4VO",
                "MessageDeduplicationId": "1",
                "ApproximateFirstReceiveTimestamp": "1573251510774"
              },
              "messageAttributes": {
                "kind": {
                  "stringValue": "order",
                  "stringListValues": [],
                  "binaryListValues": [],
                  "dataType": "String"
                },
                "blob": {
                  "binaryValue": "AAEC",
                  "dataType": "Binary"
                }
              },
              "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
              "eventSource": "aws:sqs",
              "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:fifo.fifo",
              "awsRegion": "us-east-2"
            }
          ]
        }
        """#

    /// A Kinesis event.
    package static let kinesis: Sample = #"""
        {
          "Records": [
            {
              "kinesis": {
                "partitionKey": "partitionKey-03",
                "kinesisSchemaVersion": "1.0",
                "data": "SGVsbG8sIHRoaXMgaXMgYSB0ZXN0IDEyMy4=",
                "sequenceNumber": "49545115243490985018280067714973144582180062593244200961",
                "approximateArrivalTimestamp": 1428537600.0
              },
              "eventSource": "aws:kinesis",
              "eventID": "shardId-000000000000:49545115243490985018280067714973144582180062593244200961",
              "invokeIdentityArn": "arn:aws:iam::EXAMPLE",
              "eventVersion": "1.0",
              "eventName": "aws:kinesis:record",
              "eventSourceARN": "arn:aws:kinesis:EXAMPLE",
              "awsRegion": "us-east-1"
            }
          ]
        }
        """#

    /// A DynamoDB stream event.
    package static let dynamoDB: Sample = #"""
        {
          "Records": [
            {
              "eventID": "c4ca4238a0b923820dcc509a6f75849b",
              "eventName": "INSERT",
              "eventVersion": "1.1",
              "eventSource": "aws:dynamodb",
              "awsRegion": "us-east-1",
              "dynamodb": {
                "Keys": {
                  "Id": {
                    "N": "101"
                  }
                },
                "NewImage": {
                  "Message": {
                    "S": "New item!"
                  },
                  "Id": {
                    "N": "101"
                  }
                },
                "ApproximateCreationDateTime": 1428537600,
                "SequenceNumber": "4421584500000000017450439091",
                "SizeBytes": 26,
                "StreamViewType": "NEW_AND_OLD_IMAGES"
              },
              "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/ExampleTableWithStream/stream/2015-06-27T00:48:05.899"
            },
            {
              "eventID": "c81e728d9d4c2f636f067f89cc14862c",
              "eventName": "MODIFY",
              "eventVersion": "1.1",
              "eventSource": "aws:dynamodb",
              "awsRegion": "us-east-1",
              "dynamodb": {
                "Keys": {
                  "Id": {
                    "N": "101"
                  }
                },
                "NewImage": {
                  "Message": {
                    "S": "This item has changed"
                  },
                  "Id": {
                    "N": "101"
                  }
                },
                "OldImage": {
                  "Message": {
                    "S": "New item!"
                  },
                  "Id": {
                    "N": "101"
                  }
                },
                "ApproximateCreationDateTime": 1428537600,
                "SequenceNumber": "4421584500000000017450439092",
                "SizeBytes": 59,
                "StreamViewType": "NEW_AND_OLD_IMAGES"
              },
              "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/ExampleTableWithStream/stream/2015-06-27T00:48:05.899"
            },
            {
              "eventID": "eccbc87e4b5ce2fe28308fd9f2a7baf3",
              "eventName": "REMOVE",
              "eventVersion": "1.1",
              "eventSource": "aws:dynamodb",
              "awsRegion": "us-east-1",
              "dynamodb": {
                "Keys": {
                  "Id": {
                    "N": "101"
                  }
                },
                "OldImage": {
                  "Message": {
                    "S": "This item has changed"
                  },
                  "Id": {
                    "N": "101"
                  }
                },
                "ApproximateCreationDateTime": 1428537600,
                "SequenceNumber": "4421584500000000017450439093",
                "SizeBytes": 38,
                "StreamViewType": "NEW_AND_OLD_IMAGES"
              },
              "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/ExampleTableWithStream/stream/2015-06-27T00:48:05.899"
            }
          ]
        }
        """#

    /// An SNS event.
    package static let sns: Sample = #"""
        {
          "Records": [
            {
              "EventSource": "aws:sns",
              "EventVersion": "1.0",
              "EventSubscriptionArn": "arn:aws:sns:us-east-1::ExampleTopic",
              "Sns": {
                "Type": "Notification",
                "MessageId": "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
                "TopicArn": "arn:aws:sns:us-east-1:123456789012:ExampleTopic",
                "Subject": "example subject",
                "Message": "example message",
                "Timestamp": "1970-01-01T00:00:00.000Z",
                "SignatureVersion": "1",
                "Signature": "EXAMPLE",
                "SigningCertUrl": "EXAMPLE",
                "UnsubscribeUrl": "EXAMPLE",
                "MessageAttributes": {
                  "Test": {
                    "Type": "String",
                    "Value": "TestString"
                  },
                  "TestBinary": {
                    "Type": "Binary",
                    "Value": "TestBinary"
                  }
                }
              }
            }
          ]
        }
        """#

    /// An S3 event with a URL-encoded key.
    package static let s3: Sample = #"""
        {
          "Records": [
            {
              "eventVersion": "2.0",
              "eventSource": "aws:s3",
              "awsRegion": "us-east-1",
              "eventTime": "1970-01-01T00:00:00.000Z",
              "eventName": "ObjectCreated:Put",
              "userIdentity": {
                "principalId": "EXAMPLE"
              },
              "requestParameters": {
                "sourceIPAddress": "127.0.0.1"
              },
              "responseElements": {
                "x-amz-request-id": "EXAMPLE123456789",
                "x-amz-id-2": "EXAMPLE123/5678abcdefghijklambdaisawesome/mnopqrstuvwxyzABCDEFGH"
              },
              "s3": {
                "s3SchemaVersion": "1.0",
                "configurationId": "testConfigRule",
                "bucket": {
                  "name": "example-bucket",
                  "ownerIdentity": {
                    "principalId": "EXAMPLE"
                  },
                  "arn": "arn:aws:s3:::example-bucket"
                },
                "object": {
                  "key": "test%2Fk%C3%A9y+1",
                  "size": 1024,
                  "eTag": "0123456789abcdef0123456789abcdef",
                  "sequencer": "0A1B2C3D4E5F678901"
                }
              }
            }
          ]
        }
        """#

    /// A scheduled event from an EventBridge rule.
    package static let scheduled: Sample = #"""
        {
          "id": "cdc73f9d-aea9-11e3-9d5a-835b769c0d9c",
          "detail-type": "Scheduled Event",
          "source": "aws.events",
          "account": "123456789012",
          "time": "1970-01-01T00:00:00Z",
          "region": "us-east-1",
          "resources": [
            "arn:aws:events:us-east-1:123456789012:rule/ExampleRule"
          ],
          "detail": {}
        }
        """#

    /// An EventBridge event.
    package static let eventBridge: Sample = #"""
        {
          "version": "0",
          "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
          "detail-type": "EC2 Instance State-change Notification",
          "source": "aws.ec2",
          "account": "111122223333",
          "time": "2017-12-22T18:43:48Z",
          "region": "us-west-1",
          "resources": [
            "arn:aws:ec2:us-west-1:123456789012:instance/i-1234567890abcdef0"
          ],
          "detail": {
            "instance-id": "i-1234567890abcdef0",
            "state": "terminated"
          }
        }
        """#

    /// A pre-sign-up trigger event of a Cognito user pool.
    package static let cognito: Sample = #"""
        {
          "version": "1",
          "region": "us-east-1",
          "userPoolId": "us-east-1_example",
          "userName": "ada",
          "callerContext": {
            "awsSdkVersion": "aws-sdk-unknown-unknown",
            "clientId": "client"
          },
          "triggerSource": "PreSignUp_SignUp",
          "request": {
            "userAttributes": {
              "email": "ada@example.com"
            },
            "validationData": null
          },
          "response": {
            "autoConfirmUser": false,
            "autoVerifyEmail": false,
            "autoVerifyPhone": false
          }
        }
        """#
}
