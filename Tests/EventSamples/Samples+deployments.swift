extension Samples {
    /// CodePipeline job.
    package static let codePipeline: Sample = #"""
        {
          "CodePipeline.job": {
            "id": "11111111-abcd-1111-abcd-111111abcdef",
            "accountId": "123456789012",
            "data": {
              "actionConfiguration": {"configuration": {"FunctionName": "deploy", "UserParameters": "{\"stage\":\"prod\#
        \"}"}},
              "inputArtifacts": [
                {
                  "name": "source",
                  "revision": "e0c7a1b2308ca3071aa7bab414de234ab52eea00",
                  "location": {
                    "type": "S3",
                    "s3Location": {"bucketName": "codepipeline-eu-central-1-1234567890", "objectKey": "shop/source/TdO\#
        SFRV"}
                  }
                }
              ],
              "outputArtifacts": [
                {
                  "name": "report",
                  "revision": null,
                  "location": {
                    "type": "S3",
                    "s3Location": {"bucketName": "codepipeline-eu-central-1-1234567890", "objectKey": "shop/report/D0Y\#
        HsJn"}
                  }
                }
              ],
              "artifactCredentials": {
                "accessKeyId": "AKIAIOSFODNN7EXAMPLE",
                "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "sessionToken": "IQoJb3JpZ2luX2VjEXAMPLETOKEN",
                "expirationTime": 1767229200000
              },
              "continuationToken": "A continuation token if continuing job",
              "encryptionKey": {
                "id": "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "type": "KMS"
              }
            }
          }
        }
        """#

    /// CodeDeploy lifecycle hook.
    package static let codeDeployHook: Sample = #"""
        {"DeploymentId": "d-123456789", "LifecycleEventHookExecutionId": "eyJlbmNyeXB0ZWREYXRhIjoiZXhhbXBsZSJ9"}
        """#

    /// AWS Config rule, changed resource.
    package static let configChange: Sample = #"""
        {
          "version": "1.0",
          "invokingEvent": "{\"configurationItemDiff\":{\"changedProperties\":{\"Configuration.InstanceType\":{\"previ\#
        ousValue\":\"t2.micro\",\"updatedValue\":\"t3.micro\",\"changeType\":\"UPDATE\"}},\"changeType\":\"UPDATE\"},\#
        \"configurationItem\":{\"configurationItemVersion\":\"1.3\",\"configurationItemCaptureTime\":\"2026-01-01T00:0\#
        0:00.000Z\",\"configurationItemStatus\":\"OK\",\"resourceType\":\"AWS::EC2::Instance\",\"resourceId\":\"i-042d\#
        d005362091826\",\"ARN\":\"arn:aws:ec2:eu-central-1:123456789012:instance/i-042dd005362091826\",\"awsAccountId\#
        \":\"123456789012\",\"awsRegion\":\"eu-central-1\",\"configuration\":{\"instanceType\":\"t3.micro\"},\"tags\":\#
        {}},\"notificationCreationTime\":\"2026-01-01T00:00:01.000Z\",\"messageType\":\"ConfigurationItemChangeNotific\#
        ation\",\"recordVersion\":\"1.3\"}",
          "ruleParameters": "{\"instanceType\":\"t3.micro\"}",
          "resultToken": "bXlSZXN1bHRUb2tlbg==",
          "eventLeftScope": false,
          "executionRoleArn": "arn:aws:iam::123456789012:role/config-role",
          "configRuleArn": "arn:aws:config:eu-central-1:123456789012:config-rule/config-rule-0123456",
          "configRuleName": "instance-types",
          "configRuleId": "config-rule-0123456",
          "accountId": "123456789012"
        }
        """#

    /// AWS Config rule, changed resource that is too large for the event.
    package static let configOversized: Sample = #"""
        {
          "version": "1.0",
          "invokingEvent": "{\"configurationItemSummary\":{\"changeType\":\"UPDATE\",\"configurationItemVersion\":\"1.\#
        2\",\"configurationItemCaptureTime\":\"2026-01-01T00:00:00.000Z\",\"configurationStateId\":0,\"awsAccountId\":\#
        \"123456789012\",\"configurationItemStatus\":\"OK\",\"resourceType\":\"AWS::EC2::Instance\",\"resourceId\":\"i\#
        -00000000\",\"resourceName\":null,\"ARN\":\"arn:aws:ec2:eu-central-1:123456789012:instance/i-00000000\",\"awsR\#
        egion\":\"eu-central-1\"},\"messageType\":\"OversizedConfigurationItemChangeNotification\",\"notificationCreat\#
        ionTime\":\"2026-01-01T00:00:01.000Z\",\"recordVersion\":\"1.0\"}",
          "ruleParameters": "{\"instanceType\":\"t3.micro\"}",
          "resultToken": "bXlSZXN1bHRUb2tlbg==",
          "eventLeftScope": false,
          "executionRoleArn": "arn:aws:iam::123456789012:role/config-role",
          "configRuleArn": "arn:aws:config:eu-central-1:123456789012:config-rule/config-rule-0123456",
          "configRuleName": "instance-types",
          "configRuleId": "config-rule-0123456",
          "accountId": "123456789012"
        }
        """#

    /// AWS Config rule, schedule.
    package static let configScheduled: Sample = #"""
        {
          "version": "1.0",
          "invokingEvent": "{\"awsAccountId\":\"123456789012\",\"notificationCreationTime\":\"2026-01-01T00:00:01.000Z\#
        \",\"messageType\":\"ScheduledNotification\",\"recordVersion\":\"1.0\"}",
          "ruleParameters": "{\"instanceType\":\"t3.micro\"}",
          "resultToken": "bXlSZXN1bHRUb2tlbg==",
          "eventLeftScope": false,
          "executionRoleArn": "arn:aws:iam::123456789012:role/config-role",
          "configRuleArn": "arn:aws:config:eu-central-1:123456789012:config-rule/config-rule-0123456",
          "configRuleName": "instance-types",
          "configRuleId": "config-rule-0123456",
          "accountId": "123456789012"
        }
        """#

    /// Secrets Manager rotation, first step.
    package static let secretRotation: Sample = #"""
        {
          "Step": "createSecret",
          "SecretId": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:database-a1b2c3",
          "ClientRequestToken": "550e8400-e29b-41d4-a716-446655440000",
          "RotationToken": "abcd1234-efgh-5678-ijkl-8ab4515a7db0"
        }
        """#
}
