extension Samples {
    /// An event of a CloudWatch alarm of a metric.
    package static let metricAlarm: Sample = #"""
        {
          "source": "aws.cloudwatch",
          "alarmArn": "arn:aws:cloudwatch:us-east-1:444455556666:alarm:lambda-demo-metric-alarm",
          "accountId": "444455556666",
          "time": "2023-08-04T12:36:15.490+0000",
          "region": "us-east-1",
          "alarmData": {
            "alarmName": "lambda-demo-metric-alarm",
            "state": {
              "value": "ALARM",
              "reason": "test",
              "timestamp": "2023-08-04T12:36:15.490+0000"
            },
            "previousState": {
              "value": "INSUFFICIENT_DATA",
              "reason": "Insufficient Data: 5 datapoints were unknown.",
              "reasonData": "{\"version\":\"1.0\",\"queryDate\":\"2023-08-04T12:31:29.591+0000\",\"statistic\":\"Average\",\"period\":60,\"recentDatapoints\":[],\"threshold\":5.0}",
              "timestamp": "2023-08-04T12:31:29.595+0000"
            },
            "configuration": {
              "description": "Metric Alarm to test Lambda actions",
              "metrics": [
                {
                  "id": "1234e046-06f0-a3da-9534-EXAMPLEe4c",
                  "metricStat": {
                    "metric": {
                      "namespace": "AWS/Logs",
                      "name": "CallCount",
                      "dimensions": {
                        "InstanceId": "i-12345678"
                      }
                    },
                    "period": 60,
                    "stat": "Average",
                    "unit": "Percent"
                  },
                  "returnData": true
                }
              ]
            }
          }
        }
        """#

    /// An event of a composite CloudWatch alarm.
    package static let compositeAlarm: Sample = #"""
        {
          "source": "aws.cloudwatch",
          "alarmArn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:SuppressionDemo.Main",
          "accountId": "111122223333",
          "time": "2023-08-04T12:56:46.138+0000",
          "region": "us-east-1",
          "alarmData": {
            "alarmName": "CompositeDemo.Main",
            "state": {
              "value": "ALARM",
              "reason": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:CompositeDemo.FirstChild transitioned to ALARM at Friday 04 August, 2023 12:54:46 UTC",
              "reasonData": "{\"triggeringAlarms\":[{\"arn\":\"arn:aws:cloudwatch:us-east-1:111122223333:alarm:CompositeDemo.FirstChild\"}]}",
              "timestamp": "2023-08-04T12:56:46.138+0000"
            },
            "previousState": {
              "value": "ALARM",
              "reason": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:CompositeDemo.FirstChild transitioned to ALARM at Friday 04 August, 2023 12:54:46 UTC",
              "timestamp": "2023-08-04T12:54:46.138+0000",
              "actionsSuppressedBy": "WaitPeriod",
              "actionsSuppressedReason": "Actions suppressed by WaitPeriod"
            },
            "configuration": {
              "alarmRule": "ALARM(CompositeDemo.FirstChild) OR ALARM(CompositeDemo.SecondChild)",
              "actionsSuppressor": "CompositeDemo.ActionsSuppressor",
              "actionsSuppressorWaitPeriod": 120,
              "actionsSuppressorExtensionPeriod": 180
            }
          }
        }
        """#

    /// An EventBridge event of a CloudWatch alarm.
    package static let alarmStateChange: Sample = #"""
        {
          "version": "0",
          "id": "c4c1c1c9-6542-e61b-6ef0-8c4d36933a92",
          "detail-type": "CloudWatch Alarm State Change",
          "source": "aws.cloudwatch",
          "account": "123456789012",
          "time": "2019-10-02T17:04:40Z",
          "region": "us-east-1",
          "resources": [
            "arn:aws:cloudwatch:us-east-1:123456789012:alarm:ServerCpuTooHigh"
          ],
          "detail": {
            "alarmName": "ServerCpuTooHigh",
            "configuration": {
              "description": "Goes into alarm when server CPU utilization is too high!",
              "metrics": [
                {
                  "id": "30b6c6b2-a864-43a2-4877-c09a1afc3b87",
                  "metricStat": {
                    "metric": {
                      "dimensions": {
                        "InstanceId": "i-12345678901234567"
                      },
                      "name": "CPUUtilization",
                      "namespace": "AWS/EC2"
                    },
                    "period": 300,
                    "stat": "Average"
                  },
                  "returnData": true
                }
              ]
            },
            "previousState": {
              "reason": "Threshold Crossed: 1 out of the last 1 datapoints [0.0666851903306472 (01/10/19 13:46:00)] was not greater than the threshold (50.0) (minimum 1 datapoint for ALARM -> OK transition).",
              "timestamp": "2019-10-01T13:56:40.985+0000",
              "value": "OK"
            },
            "state": {
              "reason": "Threshold Crossed: 1 out of the last 1 datapoints [99.50160229693434 (02/10/19 16:59:00)] was greater than the threshold (50.0) (minimum 1 datapoint for OK -> ALARM transition).",
              "timestamp": "2019-10-02T17:04:40.985+0000",
              "value": "ALARM"
            }
          }
        }
        """#

    /// An EventBridge event of S3.
    package static let objectDeleted: Sample = #"""
        {
          "version": "0",
          "id": "2ee9cc15-d022-99ea-1fb8-1b1bac4850f9",
          "detail-type": "Object Deleted",
          "source": "aws.s3",
          "account": "111122223333",
          "time": "2021-11-12T00:00:00Z",
          "region": "ca-central-1",
          "resources": [
            "arn:aws:s3:::amzn-s3-demo-bucket1"
          ],
          "detail": {
            "version": "0",
            "bucket": {
              "name": "amzn-s3-demo-bucket1"
            },
            "object": {
              "key": "example key+1",
              "etag": "d41d8cd98f00b204e9800998ecf8427e",
              "version-id": "1QW9g1Z99LUNbvaaYVpW9xDlOLU.qxgF",
              "sequencer": "617f0837b476e463"
            },
            "request-id": "0BH729840619AG5K",
            "requester": "123456789012",
            "source-ip-address": "1.2.3.4",
            "reason": "DeleteObject",
            "deletion-type": "Delete Marker Created"
          }
        }
        """#

    /// The test message that S3 sends when a notification is configured.
    package static let s3Test: Sample = #"""
        {
          "Service": "Amazon S3",
          "Event": "s3:TestEvent",
          "Time": "2014-10-13T15:57:02.089Z",
          "Bucket": "amzn-s3-demo-bucket",
          "RequestId": "5582815E1AEA5ADF",
          "HostId": "8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE"
        }
        """#

    /// An event of a receipt rule of SES.
    package static let ses: Sample = #"""
        {
          "Records": [
            {
              "eventSource": "aws:ses",
              "eventVersion": "1.0",
              "ses": {
                "receipt": {
                  "timestamp": "2015-09-11T20:32:33.936Z",
                  "processingTimeMillis": 222,
                  "recipients": [
                    "recipient@example.com"
                  ],
                  "spamVerdict": {
                    "status": "PASS"
                  },
                  "virusVerdict": {
                    "status": "PASS"
                  },
                  "spfVerdict": {
                    "status": "GRAY"
                  },
                  "dkimVerdict": {
                    "status": "PASS"
                  },
                  "dmarcVerdict": {
                    "status": "FAIL"
                  },
                  "dmarcPolicy": "reject",
                  "action": {
                    "type": "Lambda",
                    "functionArn": "arn:aws:lambda:us-east-1:123456789012:function:Example",
                    "invocationType": "Event"
                  }
                },
                "mail": {
                  "timestamp": "2015-09-11T20:32:33.936Z",
                  "source": "61967230-7A45-4A9D-BEC9-87CBCF2211C9@example.com",
                  "messageId": "d6iitobk75ur44p8kdnnp7g2n800",
                  "destination": [
                    "recipient@example.com"
                  ],
                  "headersTruncated": false,
                  "headers": [
                    {
                      "name": "From",
                      "value": "sender@example.com"
                    },
                    {
                      "name": "Subject",
                      "value": "Example subject"
                    }
                  ],
                  "commonHeaders": {
                    "returnPath": "0000014fbe1c09cf-7cb9f704-7531-4e53-89a1-5fa9744f5eb6-000000@amazonses.com",
                    "from": [
                      "sender@example.com"
                    ],
                    "date": "Fri, 11 Sep 2015 20:32:32 +0000",
                    "to": [
                      "recipient@example.com"
                    ],
                    "messageId": "<61967230-7A45-4A9D-BEC9-87CBCF2211C9@example.com>",
                    "subject": "Example subject"
                  }
                }
              }
            }
          ]
        }
        """#

    /// All events of alarms and emails, and of S3 other than notifications.
    package static let operations: [Sample] = [
        metricAlarm, compositeAlarm, alarmStateChange, objectDeleted, s3Test, ses,
    ]
}
