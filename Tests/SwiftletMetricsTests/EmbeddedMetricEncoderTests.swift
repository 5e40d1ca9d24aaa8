import CoreMetrics
import SwiftletJSON
import Testing

@testable import SwiftletMetrics

@Suite struct EmbeddedMetricEncoderTests {
    private func documents(_ series: [MetricSeries]) throws -> [JSON] {
        let schema = try EmbeddedMetricSchema()
        var encoder = EmbeddedMetricEncoder(namespace: "Test", invocation: nil, milliseconds: 0, level: nil)
        return try encoder.lines(of: series)
            .map { line in
                let document = try JSON(parsing: line)
                #expect(try schema.faults(of: document) == [])
                return document
            }
    }

    private func series(
        _ name: String,
        _ values: [Double] = [1],
        dimensions: [(String, String)] = [],
        unit: MetricUnit? = nil
    ) -> MetricSeries {
        let definition = MetricDefinition(
            name: name,
            dimensions: dimensions.map(MetricDimension.init),
            aggregation: .values,
            unit: unit,
            isHighResolution: false
        )
        var series = MetricSeries(definition, values[0])
        for value in values.dropFirst() { series.add(value) }
        return series
    }

    @Test func `the example of the specification is valid, and faults are found`() throws {
        let schema = try EmbeddedMetricSchema()
        var example = try JSON(
            parsing: """
                {"_aws":{"Timestamp":1574109732004,"CloudWatchMetrics":[{"Namespace":"lambda-function-metrics",
                "Dimensions":[["functionVersion"]],
                "Metrics":[{"Name":"time","Unit":"Milliseconds","StorageResolution":60}]}]},
                "functionVersion":"$LATEST","time":100,"requestId":"989ffbf8-9ace-4817-a57c-e4dd734019ee"}
                """
        )
        #expect(try schema.faults(of: example) == [])
        example["_aws"]?["Timestamp"] = "now"
        example["_aws"]?["CloudWatchMetrics"]?[0]?["Namespace"] = ""
        example["_aws"]?["CloudWatchMetrics"]?[0]?["Metrics"]?[0]?["Unit"] = "Hours"
        example["functionVersion"] = nil
        example["time"] = "100"
        #expect(try schema.faults(of: example).count == 5)
    }

    @Test func `a document has at most 100 metrics`() throws {
        #expect(try documents((1...100).map { series("metric \($0)") }).map(\.metricNames.count) == [100])
        #expect(try documents((1...101).map { series("metric \($0)") }).map(\.metricNames.count) == [100, 1])
        #expect(try documents((1...250).map { series("metric \($0)") }).map(\.metricNames.count) == [100, 100, 50])
    }

    @Test func `a metric has at most 100 values in a document`() throws {
        let values = (1...201).map(Double.init)
        let documents = try documents([series("a", values), series("b")])
        #expect(documents.map { $0.values("a").count } == [100, 100, 1])
        #expect(documents.flatMap { $0.values("a") } == values)
        #expect(documents.map { $0.values("b").count } == [0, 0, 1])
    }

    @Test func `metrics with different dimensions share a document, unless a value differs`() throws {
        let documents = try documents([
            series("a", dimensions: [("service", "s")]),
            series("b", dimensions: [("service", "s"), ("route", "GET /")]),
            series("c", dimensions: [("service", "s")]),
            series("b", dimensions: [("service", "s"), ("route", "POST /")]),
        ])
        #expect(documents.map(\.metricNames) == [["a", "c", "b"], ["b"]])
        #expect(documents[0].directives.count == 2)
        #expect(documents[0].dimensions(of: "b") == ["service", "route"])
        #expect(documents.map { $0["route"] } == ["GET /", "POST /"])
    }

    @Test func `metrics of the same name, or of the name of a dimension, are in different documents`() throws {
        #expect(try documents([series("a", unit: .bytes), series("a", unit: .count)]).count == 2)
        #expect(try documents([series("a", dimensions: [("b", "1")]), series("b")]).count == 2)
        #expect(try documents([series("b"), series("a", dimensions: [("b", "1")])]).count == 2)
    }

    @Test func `documents are shorter than the lines that Lambda splits`() throws {
        let name = String(repeating: "\"", count: 251)
        let values = (1...100).map { Double($0) * -1.2345678901234567e-300 }
        let documents = try documents((1...300).map { series("\(name)\($0)", values) })
        #expect(documents.reduce(0) { $0 + $1.metricNames.count } == 300)
        #expect(documents.allSatisfy { $0.bytes.count < 256 * 1024 })
        let dimensions = (1...30).map { ("dimension \($0)", String(repeating: "\\", count: 1024)) }
        #expect(try self.documents([series("a", dimensions: dimensions)]).count == 1)
    }

    @Test(
        arguments: [
            (0, "0"), (-1, "-1"), (0.1, "0.1"), (1e15, "1000000000000000"), (0x1p360, "\(0x1p360)"),
            (.leastNonzeroMagnitude, "5e-324"),
            (9_007_199_254_740_992, "9007199254740992.0"), (-0.0, "0"),
        ] as [(Double, String)]
    )
    func `a number is written exactly`(value: Double, text: String) throws {
        var encoder = EmbeddedMetricEncoder(namespace: "Test", invocation: nil, milliseconds: 0, level: nil)
        let line = String(decoding: try #require(encoder.lines(of: [series("n", [value])]).first), as: UTF8.self)
        #expect(line.hasSuffix(#","n":\#(text)}"#))
    }

    @Test func `nothing is written without metrics`() throws {
        #expect(try documents([]).isEmpty)
    }
}
