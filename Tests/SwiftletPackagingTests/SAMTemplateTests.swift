import HTTPTypes
import Swiftlet
import SwiftletEvents
import SwiftletJSON
import Testing

@testable import SwiftletPackaging

@Suite struct SAMTemplateTests {
    private let app = App(title: "Shop: \"small\"", version: "1.0.0") {
        Endpoint(.get, "/items/{id}", operationID: "get_item", Path("id", Int.self)) { id in "\(id)" }
        Endpoint(.delete, "/items/{id}", operationID: "delete_item", Path("id", Int.self)) { id in "\(id)" }
        Endpoint(.get, "/files/{path:path}", operationID: "get-file", Path("path", String.self)) { $0 }
        EventHandler("nightly", on: .schedule("rate(1 day)")) { (event: ScheduledEvent, context) in }
        EventHandler("imports", on: .queue(batchSize: 100, batchingWindow: 5, maximumConcurrency: 2)) {
            (event: SQSEvent, context) in
        }
        EventHandler("by-hand") { (event: SNSEvent, context) in }
    }

    private func document(
        of app: App,
        variables: [EnvironmentVariable] = [],
        options: DeploymentOptions
    ) throws -> YAML {
        SAMTemplate(try Deployment(app, variables: variables, options: options)).document
    }

    private func functions(isDivided: Bool) -> [DeployedFunction] {
        DeployedFunction.functions(of: app, isDivided: isDivided)
    }

    @Test func `an app is one function with the default route`() throws {
        let functions = functions(isDivided: false)
        let whole = try #require(functions.first)
        #expect(functions.count == 1)
        #expect(whole.handler == "app")
        #expect(whole.isDefaultRoute)
        #expect(
            whole.routes == [
                .init(method: "GET", path: "/items/{id}"), .init(method: "DELETE", path: "/items/{id}"),
                .init(method: "GET", path: "/files/{path+}"),
            ]
        )
        #expect(whole.sources.map(\.handler) == ["nightly", "imports"])
    }

    @Test func `handlers with indistinguishable events are separate functions`() {
        let app = App(title: "Two", version: "1.0.0") {
            EventHandler("one", on: .schedule("rate(1 day)")) { (event: ScheduledEvent, context) in }
            EventHandler("two", on: .schedule("rate(2 hours)")) { (event: ScheduledEvent, context) in }
            EventHandler("three", on: .queue()) { (event: SQSEvent, context) in }
        }
        let functions = DeployedFunction.functions(of: app, isDivided: false)
        #expect(functions.map(\.handler) == ["app", "one", "two"])
        #expect(functions.map { $0.sources.map(\.handler) } == [["three"], ["one"], ["two"]])
        #expect(!functions[0].isDefaultRoute)
    }

    @Test func `each endpoint can be a separate function that also handles HEAD and OPTIONS`() {
        let functions = functions(isDivided: true)
        #expect(functions.map(\.handler) == ["get_item", "delete_item", "get-file", "nightly", "imports", "by-hand"])
        #expect(functions[0].routes.map(\.method) == ["GET", "HEAD", "OPTIONS"])
        // The CORS preflights of a path are routed to its first endpoint.
        #expect(functions[1].routes.map(\.method) == ["DELETE"])
        #expect(functions.allSatisfy { !$0.isDefaultRoute })
    }

    @Test func `a template has least-privilege roles and secrets as parameters`() throws {
        var options = DeploymentOptions()
        options.isDivided = true
        options.timeout = 10
        let document = try document(
            of: app,
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

    /// An app with all triggers.
    private static let triggers = App(title: "Triggers", version: "1.0.0") {
        EventHandler("uploads", on: .bucket(prefix: "in/", suffix: ".csv")) { (event: S3Event, context) in }
        EventHandler("news", on: .topic(filter: ["kind": ["news"]])) { (event: SNSEvent, context) in }
        EventHandler("changes", on: .table(tumblingWindow: 60)) { (event: DynamoDBStreamEvent, context) in }
        EventHandler("clicks", on: .stream(startingPosition: .oldest)) { (event: KinesisEvent, context) in }
        EventHandler("placed", on: .events(matching: ["source": ["shop"]], bus: "shop")) { (event: JSON, context) in }
        EventHandler("ordered", on: .queue(isFIFO: true)) { (event: SQSEvent, context) in }
    }

    @Test(arguments: [
        (
            "uploads",
            """
            Type: S3
            Properties:
              Bucket: !Ref UploadsBucket
              Events:
                - "s3:ObjectCreated:*"
              Filter:
                S3Key:
                  Rules:
                    - Name: prefix
                      Value: in/
                    - Name: suffix
                      Value: .csv
            """
        ),
        (
            "news",
            """
            Type: SNS
            Properties:
              Topic: !Ref NewsTopic
              FilterPolicy:
                kind:
                  - news
            """
        ),
        (
            "changes",
            """
            Type: DynamoDB
            Properties:
              Stream: !Ref ChangesStreamArn
              BatchSize: 100
              FunctionResponseTypes:
                - ReportBatchItemFailures
              StartingPosition: LATEST
              MaximumRetryAttempts: 5
              BisectBatchOnFunctionError: true
              TumblingWindowInSeconds: 60
              DestinationConfig:
                OnFailure:
                  Type: SQS
                  Destination: !GetAtt ChangesDeadLetterQueue.Arn
            """
        ),
        (
            "clicks",
            """
            Type: Kinesis
            Properties:
              Stream: !Ref ClicksStreamArn
              BatchSize: 100
              FunctionResponseTypes:
                - ReportBatchItemFailures
              StartingPosition: TRIM_HORIZON
              MaximumRetryAttempts: 5
              BisectBatchOnFunctionError: true
              DestinationConfig:
                OnFailure:
                  Type: SQS
                  Destination: !GetAtt ClicksDeadLetterQueue.Arn
            """
        ),
        (
            "placed",
            """
            Type: EventBridgeRule
            Properties:
              Pattern:
                source:
                  - shop
              EventBusName: shop
            """
        ),
        (
            "ordered",
            """
            Type: SQS
            Properties:
              Queue: !GetAtt OrderedQueue.Arn
              BatchSize: 10
              FunctionResponseTypes:
                - ReportBatchItemFailures
            """
        ),
    ])
    func `a trigger is an event of the function`(handler: String, expected: String) throws {
        var options = DeploymentOptions()
        options.isDivided = true
        let document = try document(of: Self.triggers, options: options)
        let name = LogicalNames.camelCased(handler)
        let event = document["Resources", "\(name)Function", "Properties", "Events", name]
        // YAML 1.1 reads a text that begins with a dot as a string only in quotes.
        #expect(event?.text == expected.replacing("Value: .csv", with: "Value: \".csv\"") + "\n")
    }

    @Test(arguments: [
        ("uploads", ["logs:", "xray:", "sqs:SendMessage"], ["s3:"]), ("news", ["sqs:SendMessage"], ["sns:"]),
        ("changes", ["dynamodb:GetRecords", "sqs:SendMessage"], ["kinesis:", "sqs:ReceiveMessage"]),
        ("clicks", ["kinesis:GetRecords", "sqs:SendMessage"], ["dynamodb:"]),
        ("placed", ["sqs:SendMessage"], ["events:"]), ("ordered", ["sqs:ReceiveMessage"], ["sqs:SendMessage"]),
    ])
    func `a role allows what the trigger needs`(handler: String, allowed: [String], other: [String]) throws {
        var options = DeploymentOptions()
        options.isDivided = true
        let document = try document(of: Self.triggers, options: options)
        let role = document["Resources", "\(LogicalNames.camelCased(handler))Role", "Properties", "Policies"]
        let text = try #require(role).text
        for action in allowed { #expect(text.contains(action)) }
        for action in other + ["ec2:"] { #expect(!text.contains(action)) }
    }

    @Test func `objects of a bucket are readable by a policy without a circular dependency`() throws {
        let document = try document(of: Self.triggers, options: DeploymentOptions())
        let policy = document["Resources", "AppBucketPolicy", "Properties"]
        #expect(policy?.text.contains("Resource: !Sub \"${UploadsBucket.Arn}/*\"") == true)
        #expect(document["Resources", "AppRole"]?.text.contains("UploadsBucket") == false)
    }

    @Test func `a FIFO queue has a FIFO dead-letter queue`() throws {
        let document = try document(of: Self.triggers, options: DeploymentOptions())
        for name in ["OrderedQueue", "OrderedDeadLetterQueue"] {
            #expect(document["Resources", name, "Properties", "FifoQueue"]?.text == "true\n")
        }
        #expect(document["Resources", "ChangesDeadLetterQueue", "Properties", "FifoQueue"] == nil)
    }

    @Test func `routes of an HTTP API are paths of its definition`() throws {
        let document = try document(of: app, options: DeploymentOptions())
        let paths = document["Resources", "Api", "Properties", "DefinitionBody", "paths"]
        #expect(paths?.names == ["/items/{id}", "/files/{path+}", "/$default"])
        let integration = paths?["/items/{id}", "delete", "x-amazon-apigateway-integration"]
        #expect(integration?["payloadFormatVersion"]?.text == "\"2.0\"\n")
        #expect(integration?["uri"]?.text.contains("${AppFunction.Arn}/invocations") == true)
        let isDefault = paths?["/$default", "x-amazon-apigateway-any-method", "isDefaultRoute"]
        #expect(isDefault?.text == "true\n")
    }

    @Test func `a REST API streams the responses of all paths`() throws {
        var options = DeploymentOptions()
        options.gateway = .rest
        options.streamsResponses = true
        let document = try document(of: app, options: options)
        let paths = document["Resources", "Api", "Properties", "DefinitionBody", "paths"]
        #expect(paths?.names == ["/", "/{proxy+}"])
        let method = paths?["/", "x-amazon-apigateway-any-method", "x-amazon-apigateway-integration"]
        #expect(method?["responseTransferMode"]?.text == "STREAM\n")
        #expect(method?["uri"]?.text.contains("/response-streaming-invocations") == true)
        let variables = document["Globals", "Function", "Environment", "Variables"]
        #expect(variables?["SWIFTLET_INVOKE_MODE"]?.text == "RESPONSE_STREAM\n")
    }

    @Test func `a function URL replaces the API`() throws {
        var options = DeploymentOptions()
        options.gateway = .url
        let document = try document(of: app, options: options)
        #expect(document["Resources", "Api"] == nil)
        #expect(
            document["Resources", "AppFunction", "Properties", "FunctionUrlConfig"]?.text
                == "AuthType: NONE\nInvokeMode: BUFFERED\n"
        )
        #expect(document["Outputs", "AppFunctionUrl", "Value"]?.text == "!GetAtt AppFunctionUrl.FunctionUrl\n")
    }

    @Test func `contradictory options are errors`() {
        var streaming = DeploymentOptions()
        streaming.streamsResponses = true
        var divided = DeploymentOptions()
        divided.gateway = .url
        divided.isDivided = true
        for (options, message) in [(streaming, "does not stream"), (divided, "a URL of its own")] {
            let error = #expect(throws: PackagingError.self) {
                try Deployment(app, variables: [], options: options)
            }
            #expect(error?.message.contains(message) == true)
        }
    }

    @Test func `path variables with different names at one position are errors in a REST API`() {
        let app = App(title: "Shop", version: "1.0.0") {
            Endpoint(.get, "/items/{id}", operationID: "one", Path("id", Int.self)) { id in "\(id)" }
            Endpoint(.get, "/items/{item}/parts", operationID: "two", Path("item", Int.self)) { id in "\(id)" }
        }
        var options = DeploymentOptions()
        options.gateway = .rest
        options.isDivided = true
        let error = #expect(throws: PackagingError.self) { try Deployment(app, variables: [], options: options) }
        #expect(error?.message.contains("both {id} and {item} after /items/") == true)
    }

    @Test func `functions in a VPC have parameters for its subnets and security groups`() throws {
        var options = DeploymentOptions()
        let variables = [EnvironmentVariable.secret("DATABASE_URL", "The database.")]
        let open = try Deployment(app, variables: variables, options: options)
        #expect(open.notice?.contains("requires --vpc") == true)
        options.isInVPC = true
        let closed = try Deployment(app, variables: variables, options: options)
        #expect(closed.notice == nil)
        let document = SAMTemplate(closed).document
        #expect(document["Parameters", "SubnetIds", "Type"]?.text == "\"List<AWS::EC2::Subnet::Id>\"\n")
        #expect(document["Globals", "Function", "VpcConfig", "SubnetIds"]?.text == "!Ref SubnetIds\n")
        #expect(document["Resources", "AppRole"]?.text.contains("ec2:CreateNetworkInterface") == true)
    }

    @Test func `a gradual deployment is rolled back by the alarm for errors`() throws {
        var options = DeploymentOptions()
        options.isGradual = true
        let document = try document(of: app, options: options)
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
        let document = try document(of: app, options: options)
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
        let document = try document(of: app, options: options)
        #expect(document["Resources", "AppFunction", "Properties", "Tags"]?.text == "team: shop\n")
        #expect(document["Resources", "ImportsQueue", "Properties", "Tags"]?.text == "- Key: team\n  Value: shop\n")
        for name in ["AppLogGroup", "ApiLogGroup"] {
            #expect(document["Resources", name, "Properties", "RetentionInDays"]?.text == "7\n")
        }
        #expect(document["Resources", "AppApiPermission", "Properties", "Tags"] == nil)
    }

    @Test func `logical ids are alphanumeric and unique`() {
        var names = LogicalNames()
        #expect(names.name("get_user", "Function") == "GetUserFunction")
        #expect(names.name("get-user", "Function") == "GetUserFunction2")
        #expect(names.name("DATABASE_URL") == "DatabaseUrl")
        #expect(names.name("GET", "/api/v1/users/{user_id}") == "GetApiV1UsersUserId")
    }
}
