import Testing

@testable import SwiftletRuntime

@Suite struct RuntimeConfigurationTests {
    @Test func `an empty environment has defaults`() throws {
        let configuration = try RuntimeConfiguration([
            "_HANDLER": "", "AWS_LAMBDA_MAX_CONCURRENCY": "", "SWIFTLET_INVOKE_MODE": "",
        ])
        #expect(configuration == (try RuntimeConfiguration()))
        #expect(configuration.handlerName == "app")
        #expect(configuration.maxConcurrency == 1)
        #expect(!configuration.isSnapStarted)
        #expect(!configuration.streamsResponses)
        #expect(configuration.deadlineMargin == .milliseconds(100))
    }

    @Test(
        arguments: [
            (["bootstrap", "get_user"], nil, "get_user"), (["bootstrap", "get_user"], "", "get_user"),
            (["bootstrap", "get_user"], "delete_user", "delete_user"), (["bootstrap"], nil, "app"), ([], nil, "app"),
            (["bootstrap", "--verbose"], nil, "app"),
        ] as [([String], String?, String)]
    )
    func `the command of an image is the handler, unless the variable is set`(
        arguments: [String],
        variable: String?,
        handler: String
    ) throws {
        let variables = ["_HANDLER": variable].compactMapValues { $0 }
        let configuration = try RuntimeConfiguration(
            ProcessEnvironment.addingHandler(from: arguments, to: variables)
        )
        #expect(configuration.handlerName == handler)
    }

    @Test func `every variable is parsed`() throws {
        let configuration = try RuntimeConfiguration([
            "_HANDLER": "get_user", "AWS_LAMBDA_MAX_CONCURRENCY": "16", "SWIFTLET_INVOKE_MODE": "response_stream",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start", "SWIFTLET_DEADLINE_MARGIN_MS": "0",
        ])
        #expect(configuration.handlerName == "get_user")
        #expect(configuration.maxConcurrency == 16)
        #expect(configuration.isSnapStarted)
        #expect(configuration.streamsResponses)
        #expect(configuration.deadlineMargin == .zero)
        #expect(try !RuntimeConfiguration(["AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand"]).isSnapStarted)
        #expect(try !RuntimeConfiguration(["SWIFTLET_INVOKE_MODE": "BUFFERED"]).streamsResponses)
    }

    @Test(
        arguments: [
            ("AWS_LAMBDA_MAX_CONCURRENCY", "0"), ("AWS_LAMBDA_MAX_CONCURRENCY", "-1"),
            ("AWS_LAMBDA_MAX_CONCURRENCY", "many"), ("AWS_LAMBDA_MAX_CONCURRENCY", "1.5"),
            ("SWIFTLET_INVOKE_MODE", "STREAM"), ("SWIFTLET_DEADLINE_MARGIN_MS", "soon"),
            ("SWIFTLET_DEADLINE_MARGIN_MS", "-1"),
        ]
    )
    func `an invalid value is rejected with the variable's name`(key: String, value: String) {
        #expect {
            try RuntimeConfiguration([key: value])
        } throws: { error in
            String(describing: error).contains(key)
        }
    }

    @Test(
        arguments: [
            ("1", 1 << 20, 1, false), ("1024", 1 << 20, 1024, false), ("1025", 1 << 20, 1025, false),
            ("1600", 1 << 20, 1600, false), ("1601", 1 << 20, 1600, true), ("100000", 1 << 20, 1600, true),
            // Lambda's maximum.
            ("1600", 1024, 800, true), ("800", 1024, 800, false), ("16", 100, 1, true), ("1", 0, 1, false),
        ]
    )
    func `concurrency is limited with a warning`(
        text: String,
        descriptorLimit: Int,
        expected: Int,
        warns: Bool
    ) throws {
        let variables = ["AWS_LAMBDA_MAX_CONCURRENCY": text]
        let configuration = try RuntimeConfiguration(variables, descriptorLimit: descriptorLimit)
        #expect(configuration.maxConcurrency == expected)
        #expect(configuration.warnings.count == (warns ? 1 : 0))
        #expect(configuration.warnings.allSatisfy { $0.contains("AWS_LAMBDA_MAX_CONCURRENCY is \(text)") })
    }

    @Test func `the delay between attempts doubles and ends`() {
        var retry = RetryPolicy()
        retry.attempts = 4
        retry.firstDelay = .milliseconds(10)
        #expect(
            (1...6).map { retry.delay(afterFailures: $0) }
                == [.milliseconds(10), .milliseconds(20), .milliseconds(40), nil, nil, nil]
        )
    }
}
