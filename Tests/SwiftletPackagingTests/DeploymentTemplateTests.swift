import HTTPTypes
import Swiftlet
import SwiftletEvents
import Testing

@testable import SwiftletPackaging

@Suite struct DeploymentTemplateTests {
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
        let document = DeploymentTemplate(
            app,
            variables: [
                .secret("SECRET_KEY", "What tokens are signed with.", minimumLength: 32),
                .plain("RATE_LIMIT", "How often.", default: ""),
            ],
            options: DeploymentTemplate.Options(isDivided: true, timeout: 10)
        )
        .document
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

    @Test func `logical ids are alphanumeric and unique`() {
        var names = LogicalNames()
        #expect(names.name("get_user", "Function") == "GetUserFunction")
        #expect(names.name("get-user", "Function") == "GetUserFunction2")
        #expect(names.name("DATABASE_URL") == "DatabaseUrl")
        #expect(names.name("GET", "/api/v1/users/{user_id}") == "GetApiV1UsersUserId")
    }
}
