import SwiftletJSON

extension SampleSource {
    /// Alarms, emails and devices.
    static let operations = [
        SampleSource(
            "cloudwatch-alarm",
            summary: "CloudWatch alarm of a metric, function as alarm action",
            json: #"""
                {
                  "source": "aws.cloudwatch",
                  "alarmArn": "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:orders-errors",
                  "accountId": "123456789012",
                  "time": "2026-01-01T00:00:00.000+0000",
                  "region": "eu-central-1",
                  "alarmData": {
                    "alarmName": "orders-errors",
                    "state": {
                      "value": "ALARM",
                      "reason": "Threshold Crossed: 1 out of the last 1 datapoints was greater than the threshold (0.0).",
                      "reasonData": "{\"version\":\"1.0\",\"statistic\":\"Sum\",\"period\":60,\"recentDatapoints\":[3.0],\"threshold\":0.0}",
                      "timestamp": "2026-01-01T00:00:00.000+0000"
                    },
                    "previousState": {
                      "value": "INSUFFICIENT_DATA",
                      "reason": "Insufficient Data: 1 datapoint was unknown.",
                      "timestamp": "2025-12-31T23:58:00.000+0000"
                    },
                    "configuration": {
                      "description": "Errors of the function orders",
                      "metrics": [
                        {
                          "id": "1234e046-06f0-a3da-9534-ac003be52b4c",
                          "metricStat": {
                            "metric": {
                              "namespace": "AWS/Lambda",
                              "name": "Errors",
                              "dimensions": {"FunctionName": "orders"}
                            },
                            "period": 60,
                            "stat": "Sum",
                            "unit": "Count"
                          },
                          "returnData": true
                        }
                      ]
                    }
                  }
                }
                """#
        ),
        SampleSource(
            "cloudwatch-alarm-composite",
            summary: "CloudWatch composite alarm, function as alarm action",
            json: #"""
                {
                  "source": "aws.cloudwatch",
                  "alarmArn": "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:shop",
                  "accountId": "123456789012",
                  "time": "2026-01-01T00:00:00.000+0000",
                  "region": "eu-central-1",
                  "alarmData": {
                    "alarmName": "shop",
                    "state": {
                      "value": "ALARM",
                      "reason": "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:orders-errors transitioned to ALARM at Thursday 01 January, 2026 00:00:00 UTC",
                      "reasonData": "{\"triggeringAlarms\":[{\"arn\":\"arn:aws:cloudwatch:eu-central-1:123456789012:alarm:orders-errors\",\"state\":{\"value\":\"ALARM\",\"timestamp\":\"2026-01-01T00:00:00.000+0000\"}}]}",
                      "timestamp": "2026-01-01T00:00:00.000+0000"
                    },
                    "previousState": {
                      "value": "ALARM",
                      "reason": "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:orders-errors transitioned to ALARM at Wednesday 31 December, 2025 23:58:00 UTC",
                      "timestamp": "2025-12-31T23:58:00.000+0000",
                      "actionsSuppressedBy": "WaitPeriod",
                      "actionsSuppressedReason": "Actions suppressed by WaitPeriod"
                    },
                    "configuration": {
                      "alarmRule": "ALARM(orders-errors) OR ALARM(payments-errors)",
                      "actionsSuppressor": "maintenance",
                      "actionsSuppressorWaitPeriod": 120,
                      "actionsSuppressorExtensionPeriod": 180
                    }
                  }
                }
                """#
        ),
        SampleSource(
            "eventbridge-alarm",
            summary: "EventBridge rule, CloudWatch alarm state change",
            json: #"""
                {
                  "version": "0",
                  "id": "c4c1c1c9-6542-e61b-6ef0-8c4d36933a92",
                  "detail-type": "CloudWatch Alarm State Change",
                  "source": "aws.cloudwatch",
                  "account": "123456789012",
                  "time": "2026-01-01T00:00:00Z",
                  "region": "eu-central-1",
                  "resources": ["arn:aws:cloudwatch:eu-central-1:123456789012:alarm:orders-errors"],
                  "detail": {
                    "alarmName": "orders-errors",
                    "configuration": {
                      "description": "Errors of the function orders",
                      "metrics": [
                        {
                          "id": "30b6c6b2-a864-43a2-4877-c09a1afc3b87",
                          "metricStat": {
                            "metric": {"dimensions": {"FunctionName": "orders"}, "name": "Errors", "namespace": "AWS/Lambda"},
                            "period": 60,
                            "stat": "Sum"
                          },
                          "returnData": true
                        }
                      ]
                    },
                    "previousState": {
                      "reason": "Threshold Crossed: 1 out of the last 1 datapoints was not greater than the threshold (0.0).",
                      "timestamp": "2025-12-31T23:58:00.000+0000",
                      "value": "OK"
                    },
                    "state": {
                      "reason": "Threshold Crossed: 1 out of the last 1 datapoints was greater than the threshold (0.0).",
                      "timestamp": "2026-01-01T00:00:00.000+0000",
                      "value": "ALARM"
                    }
                  }
                }
                """#
        ),
        SampleSource(
            "ses",
            summary: "SES receipt rule",
            json: #"""
                {
                  "Records": [
                    {
                      "eventSource": "aws:ses",
                      "eventVersion": "1.0",
                      "ses": {
                        "mail": {
                          "timestamp": "2026-01-01T00:00:00.000Z",
                          "source": "ada@example.com",
                          "messageId": "o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1",
                          "destination": ["support@example.org"],
                          "headersTruncated": false,
                          "headers": [
                            {"name": "Return-Path", "value": "<ada@example.com>"},
                            {"name": "From", "value": "Ada Lovelace <ada@example.com>"},
                            {"name": "To", "value": "support@example.org"},
                            {"name": "Subject", "value": "Order 42"}
                          ],
                          "commonHeaders": {
                            "returnPath": "ada@example.com",
                            "from": ["Ada Lovelace <ada@example.com>"],
                            "date": "Thu, 1 Jan 2026 00:00:00 +0000",
                            "to": ["support@example.org"],
                            "messageId": "<0123456789example.com>",
                            "subject": "Order 42"
                          }
                        },
                        "receipt": {
                          "timestamp": "2026-01-01T00:00:00.123Z",
                          "processingTimeMillis": 574,
                          "recipients": ["support@example.org"],
                          "spamVerdict": {"status": "PASS"},
                          "virusVerdict": {"status": "PASS"},
                          "spfVerdict": {"status": "PASS"},
                          "dkimVerdict": {"status": "PASS"},
                          "dmarcVerdict": {"status": "PASS"},
                          "action": {
                            "type": "Lambda",
                            "functionArn": "arn:aws:lambda:eu-central-1:123456789012:function:support",
                            "invocationType": "RequestResponse"
                          }
                        }
                      }
                    }
                  ]
                }
                """#
        ),
        SampleSource(
            "iot-button",
            summary: "AWS IoT button",
            json: #"""
                {"serialNumber": "G030JF055364XVRB", "clickType": "SINGLE", "batteryVoltage": "2000 mV"}
                """#
        ),
        SampleSource(
            "iot-1-click",
            summary: "AWS IoT 1-Click, button",
            json: #"""
                {
                  "deviceEvent": {"buttonClicked": {"clickType": "SINGLE", "reportedTime": "2026-01-01T00:00:00.000Z"}},
                  "deviceInfo": {
                    "attributes": {"color": "white"},
                    "type": "button",
                    "deviceId": "G030PMXXXXXXXXXX",
                    "remainingLife": 99.5
                  },
                  "placementInfo": {
                    "projectName": "offices",
                    "placementName": "kitchen",
                    "attributes": {"location": "Berlin"},
                    "devices": {"coffee": "G030PMXXXXXXXXXX"}
                  }
                }
                """#
        ),
        SampleSource(
            "iot-authorizer",
            summary: "AWS IoT Core, custom authorizer",
            json: #"""
                {
                  "token": "aToken",
                  "signatureVerified": true,
                  "protocols": ["tls", "http", "mqtt"],
                  "protocolData": {
                    "tls": {"serverName": "a1b2c3d4e5f6g7-ats.iot.eu-central-1.amazonaws.com"},
                    "http": {"headers": {"X-Request-ID": "abc123"}, "queryString": "?foo=bar"},
                    "mqtt": {"username": "sensor", "password": "c2VjcmV0", "clientId": "sensor-42"}
                  },
                  "connectionMetadata": {"id": "e56f08c3-c559-490f-aa9f-7e8427d0f57b"}
                }
                """#
        ),
        SampleSource(
            "iot-provisioning",
            summary: "AWS IoT Core, pre-provisioning hook",
            json: #"""
                {
                  "claimCertificateId": "0f8fad5bd9cb469fa16570867728950e",
                  "certificateId": "3f6c2f0e7d1b4f0a9b526c1d8f0b7a11",
                  "certificatePem": "-----BEGIN CERTIFICATE-----\nEXAMPLE\n-----END CERTIFICATE-----\n",
                  "templateArn": "arn:aws:iot:eu-central-1:123456789012:provisioningtemplate/sensors",
                  "clientId": "221a6d10-9c7f-42f1-9153-e52e6fc869c1",
                  "parameters": {"SerialNumber": "SN-42", "Location": "Berlin"}
                }
                """#
        ),
        SampleSource(
            "iot-registry",
            summary: "AWS IoT Core registry, thing created",
            json: #"""
                {
                  "eventType": "THING_EVENT",
                  "eventId": "f5ae9b94-8b8e-4d8e-8c8f-b3266dd89853",
                  "timestamp": 1767225600000,
                  "operation": "CREATED",
                  "accountId": "123456789012",
                  "thingId": "b604f69c-aa9a-4d4a-829e-c480e958a0b5",
                  "thingName": "sensor-42",
                  "versionNumber": 1,
                  "thingTypeName": null,
                  "attributes": {"location": "Berlin"}
                }
                """#
        ),
    ]
}
