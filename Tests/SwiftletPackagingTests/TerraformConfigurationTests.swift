import Swiftlet
import SwiftletEvents
import SwiftletJSON
import Testing

@testable import SwiftletPackaging

@Suite struct TerraformConfigurationTests {
    private let app = App(title: "Shop: ${small}", version: "1.0.0") {
        Endpoint(.get, "/items/{id}", operationID: "get_item", Path("id", Int.self)) { id in "\(id)" }
        EventHandler("nightly", on: .schedule("rate(1 day)")) { (event: ScheduledEvent, context) in }
        EventHandler("imports", on: .queue(batchSize: 100, batchingWindow: 5, maximumConcurrency: 2)) {
            (event: SQSEvent, context) in
        }
        EventHandler("placed", on: .events(matching: ["source": ["%{shop}"]])) { (event: JSON, context) in }
        EventHandler("uploads", on: .bucket()) { (event: S3Event, context) in }
    }

    private func configuration(
        variables: [EnvironmentVariable] = [],
        options: DeploymentOptions = DeploymentOptions()
    ) throws -> JSON {
        let deployment = try Deployment(app, variables: variables, options: options)
        return try JSON(parsing: TerraformConfiguration(deployment).text)
    }

    @Test func `a mapping has the settings of the trigger`() throws {
        let mapping = try configuration()["resource"]?["aws_lambda_event_source_mapping"]?["imports"]
        #expect(
            mapping == [
                "event_source_arn": "${aws_sqs_queue.imports.arn}", "function_name": "${aws_lambda_function.app.arn}",
                "batch_size": 100, "maximum_batching_window_in_seconds": 5,
                "function_response_types": ["ReportBatchItemFailures"], "scaling_config": ["maximum_concurrency": 2],
            ]
        )
    }

    @Test func `texts of the app are literals`() throws {
        let configuration = try configuration(variables: [.plain("GREETING", "What ${x} says.", default: "${y}")])
        // Terraform reads descriptions and defaults of variables literally.
        #expect(configuration["variable"]?["greeting"]?["default"] == "${y}")
        let rule = configuration["resource"]?["aws_cloudwatch_event_rule"]?["placed"]
        #expect(rule?["event_pattern"] == #"{"source":["%%{shop}"]}"#)
        #expect(configuration["variable"]?["name"]?["default"] == "shop-small")
    }

    @Test func `secrets are sensitive variables`() throws {
        let variables: [EnvironmentVariable] = [
            .secret("SECRET_KEY", "A key.", minimumLength: 32), .plain("MODE", "A mode.", default: ""),
        ]
        let configuration = try configuration(variables: variables)
        #expect(configuration["variable"]?["secret_key"]?["sensitive"] == true)
        let condition = configuration["variable"]?["secret_key"]?["validation"]?["condition"]
        #expect(condition == "${length(var.secret_key) >= 32}")
        #expect(configuration["variable"]?["mode"]?["sensitive"] == nil)
        let environment = configuration["resource"]?["aws_lambda_function"]?["app"]?["environment"]?["variables"]
        #expect(environment == ["SECRET_KEY": "${var.secret_key}", "MODE": "${var.mode}"])
    }

    @Test(arguments: [GatewayKind.http, .rest, .url])
    func `all references are to resources of the configuration`(gateway: GatewayKind) throws {
        for isDivided in [true, false] where !(isDivided && gateway == .url) {
            var options = DeploymentOptions()
            options.gateway = gateway
            options.isDivided = isDivided
            options.hasAlarms = true
            options.isInVPC = true
            let configuration = try configuration(options: options)
            let text = String(decoding: configuration.serialized(pretty: false), as: UTF8.self)
            for match in text.matches(of: /\$\{(aws_\w+)\.(\w+)\./) {
                let resource = configuration["resource"]?[String(match.1)]?[String(match.2)]
                #expect(resource != nil, "\(match.0)")
            }
            for match in text.matches(of: /var\.(\w+)/) {
                #expect(configuration["variable"]?[String(match.1)] != nil, "\(match.0)")
            }
        }
    }

    @Test func `a gradual deployment is an error`() throws {
        var options = DeploymentOptions()
        options.isGradual = true
        let deployment = try Deployment(app, variables: [], options: options)
        let error = #expect(throws: PackagingError.self) { try TerraformConfiguration(deployment) }
        #expect(error?.message.contains("--gradual does not work with --terraform") == true)
    }

    @Test(arguments: [
        ("Users API", "users-api"), ("1st", "app-1st"), ("", "app"), ("a--b_c", "a-b-c"), ("Ünï", "n"),
        ("a-very-long-title-that-has-to-be-cut", "a-very-long-title-that"),
    ])
    func `names consist of lowercase letters, digits and hyphens`(title: String, slug: String) {
        #expect(TerraformNames.slug(title, limit: TerraformNames.nameLimit) == slug)
    }
}
