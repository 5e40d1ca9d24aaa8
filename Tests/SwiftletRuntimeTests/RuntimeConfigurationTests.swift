import Testing

@testable import SwiftletRuntime

@Suite struct RuntimeConfigurationTests {
    @Test func anEmptyEnvironmentHasDefaults() throws {
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

    @Test func everyVariableIsRead() throws {
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
            ("AWS_LAMBDA_MAX_CONCURRENCY", "many"), ("AWS_LAMBDA_MAX_CONCURRENCY", "100000"),
            ("SWIFTLET_INVOKE_MODE", "STREAM"), ("SWIFTLET_DEADLINE_MARGIN_MS", "soon"),
            ("SWIFTLET_DEADLINE_MARGIN_MS", "-1"),
        ]
    )
    func aValueThatMeansNothingIsRefusedWithTheVariablesName(key: String, value: String) {
        #expect {
            try RuntimeConfiguration([key: value])
        } throws: { error in
            String(describing: error).contains(key)
        }
    }

    @Test func theWaitBetweenAttemptsDoublesAndEnds() {
        var retry = RetryPolicy()
        retry.attempts = 4
        retry.firstDelay = .milliseconds(10)
        #expect(
            (1...6).map { retry.delay(afterFailures: $0) }
                == [.milliseconds(10), .milliseconds(20), .milliseconds(40), nil, nil, nil]
        )
    }
}
