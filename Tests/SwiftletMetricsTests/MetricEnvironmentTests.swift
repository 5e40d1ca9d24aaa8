import CoreMetrics
import Swiftlet
import Synchronization
import Testing

@testable import SwiftletMetrics

@Suite struct MetricEnvironmentTests {
    private func configured(_ variables: [String: String]) throws -> CloudWatchMetrics? {
        try CloudWatchMetrics.configured(by: LaunchEnvironment(variables: variables, isDeployed: true))
    }

    @Test func `metrics are off without a namespace`() throws {
        #expect(try configured([:]) == nil)
        #expect(try configured(["POWERTOOLS_METRICS_NAMESPACE": "", "POWERTOOLS_SERVICE_NAME": "orders"]) == nil)
    }

    @Test func `namespace and service have the names of Powertools`() throws {
        let lines = Lines()
        let metrics = try CloudWatchMetrics.configured(
            by: LaunchEnvironment(
                variables: ["POWERTOOLS_METRICS_NAMESPACE": "Shop", "POWERTOOLS_SERVICE_NAME": "orders"],
                isDeployed: true
            ),
            dimensions: [("stage", "test")],
            output: MetricOutput { lines.append($0) }
        )
        let made = try #require(metrics)
        #expect(made.namespace == "Shop")
        made.makeCounter(label: "counter", dimensions: []).increment(by: 2)
        let document = try JSON(parsing: try #require(lines.all.first))
        #expect(document["service"] == "orders")
        #expect(document.dimensions(of: "counter") == ["service", "stage"])
        #expect(document["level"] == nil)
    }

    @Test(arguments: [("true", true), ("1", true), ("ON", true), ("false", false), ("0", false), ("", false)])
    func `metrics can be disabled`(text: String, isDisabled: Bool) throws {
        let metrics = try configured(["POWERTOOLS_METRICS_NAMESPACE": "Shop", "POWERTOOLS_METRICS_DISABLED": text])
        #expect((metrics == nil) == isDisabled)
    }

    @Test(arguments: [
        (["POWERTOOLS_METRICS_DISABLED": "perhaps"], "POWERTOOLS_METRICS_DISABLED must be true or false."),
        (["POWERTOOLS_METRICS_NAMESPACE": "AWS/Lambda"], "POWERTOOLS_METRICS_NAMESPACE is invalid."),
        (["POWERTOOLS_SERVICE_NAME": "café"], "POWERTOOLS_SERVICE_NAME is invalid."),
    ])
    func `an invalid variable is named`(variables: [String: String], message: String) {
        let error = #expect(throws: CloudWatchMetricsError.self) {
            try configured(["POWERTOOLS_METRICS_NAMESPACE": "Shop"].merging(variables) { $1 })
        }
        #expect(error?.code == .invalidVariable)
        #expect(error?.description.hasPrefix(message) == true)
        #expect(error?.description.contains("café") == false)
    }

    @Test(arguments: [
        ("JSON", "WARN", "WARN"), ("json", "error", "ERROR"), ("JSON", "INFO", nil), ("Text", "ERROR", nil),
    ])
    func `lines have the level below which Lambda drops them`(format: String, level: String, member: String?) throws {
        let lines = Lines()
        let metrics = try CloudWatchMetrics.configured(
            by: LaunchEnvironment(
                variables: [
                    "POWERTOOLS_METRICS_NAMESPACE": "Shop", "AWS_LAMBDA_LOG_FORMAT": format,
                    "AWS_LAMBDA_LOG_LEVEL": level,
                ],
                isDeployed: true
            ),
            output: MetricOutput { lines.append($0) }
        )
        metrics?.makeCounter(label: "counter", dimensions: []).increment(by: 1)
        #expect(try JSON(parsing: try #require(lines.all.first))["level"]?.string == member)
    }

    /// Lines written from any thread.
    private final class Lines: Sendable {
        private let lines = Mutex<[[UInt8]]>([])

        var all: [[UInt8]] { lines.withLock { $0 } }

        func append(_ line: [UInt8]) {
            lines.withLock { $0.append(line) }
        }
    }
}
