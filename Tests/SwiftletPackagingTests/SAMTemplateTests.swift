import Swiftlet
import Testing

@testable import SwiftletPackaging

/// The functions of a SAM template, their configuration and alarms.
@Suite struct SAMTemplateTests {
    @Test func `a template has least-privilege roles and secrets as parameters`() throws {
        var options = DeploymentOptions()
        options.isDivided = true
        options.timeout = 10
        let document = try TemplateFixture.document(
            variables: [
                .secret("SECRET_KEY", "What tokens are signed with.", minimumLength: 32),
                .plain("RATE_LIMIT", "How often.", default: ""),
            ],
            options: options
        )
        #expect(
            document["Parameters"]?.text == """
                SecretKey:
                  Type: String
                  Description: What tokens are signed with.
                  NoEcho: true
                  MinLength: 32
                RateLimit:
                  Type: String
                  Description: How often.
                  Default: ""

                """
        )
        #expect(document["Globals", "Function", "Environment", "Variables", "SECRET_KEY"]?.text == "!Ref SecretKey\n")
        let role = try #require(document["Resources", "ImportsRole", "Properties", "Policies"]).text
        #expect(role.contains("Resource: !GetAtt ImportsQueue.Arn"))
        #expect(!role.contains("sqs:SendMessage"))
        let other = try #require(document["Resources", "GetItemRole", "Properties", "Policies"]).text
        #expect(!other.contains("sqs:"))
        #expect(
            document["Resources", "ImportsFunction", "Properties", "Events"]?.text == """
                Imports:
                  Type: SQS
                  Properties:
                    Queue: !GetAtt ImportsQueue.Arn
                    BatchSize: 100
                    MaximumBatchingWindowInSeconds: 5
                    FunctionResponseTypes:
                      - ReportBatchItemFailures
                    ScalingConfig:
                      MaximumConcurrency: 2

                """
        )
        #expect(document["Resources", "ImportsQueue", "Properties", "VisibilityTimeout"]?.text == "65\n")
        #expect(document["Resources", "NightlyFunction", "Properties", "DeadLetterQueue", "Type"]?.text == "SQS\n")
        #expect(document["Resources", "ByHandFunction", "Properties", "Events"] == nil)
        #expect(document["Outputs", "ImportsQueueUrl", "Value"]?.text == "!Ref ImportsQueue\n")
    }

    @Test func `functions in a VPC have parameters for its subnets and security groups`() throws {
        var options = DeploymentOptions()
        let variables = [EnvironmentVariable.secret("DATABASE_URL", "The database.")]
        let open = try Deployment(TemplateFixture.app, variables: variables, options: options)
        #expect(open.notice?.contains("requires --vpc") == true)
        options.isInVPC = true
        let closed = try Deployment(TemplateFixture.app, variables: variables, options: options)
        #expect(closed.notice == nil)
        let document = SAMTemplate(closed).document
        #expect(document["Parameters", "SubnetIds", "Type"]?.text == "\"List<AWS::EC2::Subnet::Id>\"\n")
        #expect(document["Globals", "Function", "VpcConfig", "SubnetIds"]?.text == "!Ref SubnetIds\n")
        #expect(document["Resources", "AppRole"]?.text.contains("ec2:CreateNetworkInterface") == true)
    }

    @Test func `a gradual deployment is rolled back by the alarm for errors`() throws {
        var options = DeploymentOptions()
        options.isGradual = true
        let document = try TemplateFixture.document(options: options)
        let function = document["Resources", "AppFunction", "Properties"]
        #expect(function?["AutoPublishAlias"]?.text == "live\n")
        #expect(function?["DeploymentPreference", "Alarms"]?.text == "- !Ref AppErrorsAlarm\n")
        #expect(document["Resources", "AppErrorsAlarm", "Properties", "MetricName"]?.text == "Errors\n")
        #expect(document["Resources", "AppThrottlesAlarm"] == nil)
        let permission = document["Resources", "AppApiPermission", "Properties", "FunctionName"]
        #expect(permission?.text == "!Ref AppFunctionAliaslive\n")
    }

    @Test func `there are alarms for functions, dead letters and the API`() throws {
        var options = DeploymentOptions()
        options.hasAlarms = true
        options.timeout = 10
        let document = try TemplateFixture.document(options: options)
        let threshold = document["Resources", "AppDurationAlarm", "Properties", "Threshold"]
        #expect(threshold?.text == "8000\n")
        for name in ["AppErrors", "AppThrottles", "AppDeadLetters", "ImportsDeadLetters", "ApiServerErrors"] {
            let actions = document["Resources", "\(name)Alarm", "Properties", "AlarmActions"]
            #expect(actions?.text == "- !Ref AlarmTopic\n", "\(name)")
        }
        #expect(document["Resources", "AppIteratorAgeAlarm"] == nil)
    }

    @Test func `tags and the log retention apply to all resources that have them`() throws {
        var options = DeploymentOptions()
        options.tags = [.init(name: "team", value: "shop")]
        options.logRetention = 7
        let document = try TemplateFixture.document(options: options)
        #expect(document["Resources", "AppFunction", "Properties", "Tags"]?.text == "team: shop\n")
        #expect(document["Resources", "ImportsQueue", "Properties", "Tags"]?.text == "- Key: team\n  Value: shop\n")
        for name in ["AppLogGroup", "ApiLogGroup"] {
            #expect(document["Resources", name, "Properties", "RetentionInDays"]?.text == "7\n")
        }
        #expect(document["Resources", "AppApiPermission", "Properties", "Tags"] == nil)
    }
}
