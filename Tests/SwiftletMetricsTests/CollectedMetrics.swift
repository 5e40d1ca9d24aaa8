import CoreMetrics
import Swiftlet
import Synchronization
import Testing

@testable import SwiftletMetrics

/// A backend whose lines are collected, and verified against the specification.
final class CollectedMetrics: Sendable {
    private let collected: SharedLines
    let metrics: CloudWatchMetrics

    /// Lines written from any thread.
    private final class SharedLines: Sendable {
        let lines = Mutex<[[UInt8]]>([])
    }

    init(
        dimensions: [(String, String)] = [],
        formats: [String: MetricFormat] = [:],
        level: String? = nil
    ) throws {
        let collected = SharedLines()
        self.collected = collected
        metrics = try CloudWatchMetrics(
            namespace: "Test",
            dimensions: dimensions,
            formats: formats,
            output: MetricOutput { line in collected.lines.withLock { $0.append(line) } },
            level: level,
            now: { 1_574_109_732_004 }
        )
    }

    /// Returns the documents written since the last call, all of which are valid.
    func take() throws -> [JSON] {
        let schema = try EmbeddedMetricSchema()
        let lines = collected.lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
        return try lines.map { line in
            #expect(!line.contains(UInt8(ascii: "\n")))
            let document = try JSON(parsing: line)
            #expect(try schema.faults(of: document) == [])
            return document
        }
    }

    /// The number of lines that have not been taken.
    var count: Int { collected.lines.withLock(\.count) }

    /// Records values in an invocation, and returns its documents.
    func documents(
        of requestID: String = "r-1",
        _ body: @Sendable (CloudWatchMetrics) async throws -> Void
    ) async throws -> [JSON] {
        var context = Context(requestID: requestID, logger: .discarding)
        context.traceID = "Root=1-67891233-abcdef012345678912345678"
        try await InvocationMetrics(metrics, coldStart: ColdStart.warm)
            .measure(handler: "test", context: context) { try await body(metrics) }
        return try take()
    }
}

extension ColdStart {
    /// The state of an environment that has handled an invocation.
    static var warm: ColdStart {
        let start = ColdStart()
        _ = start.begin()
        return start
    }
}

extension Logger {
    /// A logger that discards messages.
    static let discarding = Logger(label: "discarding") { _ in SwiftLogNoOpLogHandler() }
}

extension JSON {
    /// The definition of a metric in a document, in any directive.
    func definition(_ name: String) -> JSON? {
        directives.flatMap { $0["Metrics"]?.array ?? [] }.first { $0["Name"]?.string == name }
    }

    /// The names of the dimensions of a metric.
    func dimensions(of name: String) -> [String]? {
        let directive = directives.first { directive in
            directive["Metrics"]?.array?.contains { $0["Name"]?.string == name } == true
        }
        return directive?["Dimensions"]?[0]?.array?.compactMap(\.string)
    }

    /// The names of all metrics of a document, in order.
    var metricNames: [String] {
        directives.flatMap { $0["Metrics"]?.array ?? [] }.compactMap { $0["Name"]?.string }
    }

    var directives: [JSON] { self["_aws"]?["CloudWatchMetrics"]?.array ?? [] }

    /// The values of a metric.
    func values(_ name: String) -> [Double] {
        (self[name]?.array ?? self[name].map { [$0] } ?? []).compactMap(\.double)
    }
}
