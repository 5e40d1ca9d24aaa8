import CoreMetrics
import SwiftletJSON
import Testing

@testable import SwiftletMetrics

@Suite struct MetricNamesTests {
    private func metric(_ name: String, _ dimensions: [(String, String)] = []) -> MetricDefinition {
        MetricDefinition(
            name: name,
            dimensions: dimensions.map(MetricDimension.init),
            aggregation: .sum,
            unit: nil,
            isHighResolution: false
        )
    }

    @Test(arguments: ["Shop", "my app/v1.2", "a-b_c#d:e", String(repeating: "n", count: 255)])
    func `a namespace is valid`(name: String) {
        #expect(MetricNames.fault(ofNamespace: name) == nil)
    }

    @Test(arguments: ["", " ", ":Shop", "AWS/Lambda", "Shop\n", "a,b", "é", String(repeating: "n", count: 256)])
    func `a namespace is invalid`(name: String) {
        #expect(MetricNames.fault(ofNamespace: name) != nil)
        #expect(throws: CloudWatchMetricsError.self) { try CloudWatchMetrics(namespace: name) }
    }

    @Test(arguments: ["Invocations", "a b", "http.server.requests", "\"\\", String(repeating: "n", count: 255)])
    func `a name of a metric is valid`(name: String) {
        #expect(MetricNames.fault(of: metric(name)) == nil)
    }

    @Test(arguments: [
        "", "  ", "a\nb", "a\u{0}", "é", "_aws", "requestId", "traceId", "level", String(repeating: "n", count: 256),
    ])
    func `a name of a metric is invalid`(name: String) {
        #expect(MetricNames.fault(of: metric(name)) != nil)
    }

    @Test(arguments: [
        ("", "v"), (" ", "v"), (":n", "v"), ("n\t", "v"), ("é", "v"), ("_aws", "v"), ("requestId", "v"),
        (String(repeating: "n", count: 251), "v"), ("n", ""), ("n", " "), ("n", "a\nb"), ("n", "é"),
        ("n", String(repeating: "v", count: 1025)), ("metric", "v"),
    ])
    func `a dimension is invalid`(name: String, value: String) {
        #expect(MetricNames.fault(of: metric("metric", [(name, value)])) != nil)
    }

    @Test func `a metric has at most 30 dimensions, each once`() throws {
        let dimensions = (1...31).map { ("dimension \($0)", "value") }
        #expect(MetricNames.fault(of: metric("metric", Array(dimensions.prefix(30)))) == nil)
        let fault = try #require(MetricNames.fault(of: metric("metric", dimensions)))
        #expect(fault.contains("31 dimensions, more than 30"))
        #expect(MetricNames.fault(of: metric("metric", [("a", "1"), ("a", "2")])) != nil)
    }

    @Test func `a metric with the 31st dimension is not written`() async throws {
        let collected = try CollectedMetrics(dimensions: [("service", "orders")])
        let dimensions = (1...30).map { ("dimension \($0)", "value") }
        let documents = try await collected.documents { metrics in
            metrics.makeCounter(label: "most", dimensions: Array(dimensions.prefix(29))).increment(by: 1)
            metrics.makeCounter(label: "too many", dimensions: dimensions).increment(by: 1)
            metrics.makeTimer(label: "_aws", dimensions: []).recordNanoseconds(1)
            metrics.makeMeter(label: "service", dimensions: []).set(1.0)
            metrics.makeRecorder(label: "", dimensions: [], aggregate: true).record(1.0)
        }
        #expect(documents.first?.dimensions(of: "most")?.count == 30)
        #expect(documents.flatMap(\.metricNames).contains("too many") == false)
        #expect(documents.first?["service"] == "orders")
    }

    @Test func `a long name is shortened and a value is not shown`() throws {
        let fault = try #require(MetricNames.fault(of: metric(String(repeating: "é", count: 10_000))))
        #expect(fault.utf8.count < 300)
        let other = try #require(MetricNames.fault(of: metric("metric", [("token", "s3cret\n")])))
        #expect(!other.contains("s3cret"))
    }

    @Test func `only some units have a rate`() {
        #expect(MetricUnit.count.perSecond?.description == "Count/Second")
        #expect(MetricUnit.terabits.perSecond?.description == "Terabits/Second")
        for unit in [MetricUnit.seconds, .percent, .noUnit] { #expect(unit.perSecond == nil) }
        #expect(MetricUnit.bytes.perSecond?.perSecond == nil)
    }
}
