import Foundation
import SwiftletJSON
import Testing

/// The JSON schema of "Specification: Embedded metric format" in the CloudWatch user guide, and the rules that are only in its
/// text.
struct EmbeddedMetricSchema {
    private static let file = Result {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/embedded-metric-format.schema.json")
        return try JSON(parsing: String(contentsOf: path, encoding: .utf8))
    }

    private let schema: JSON

    init() throws {
        schema = try Self.file.get()
    }

    /// Returns the ways in which a document violates the specification.
    func faults(of document: JSON) throws -> [String] {
        try faults(of: document, schema, at: "$") + referenceFaults(of: document)
    }

    // MARK: - Schema

    private static let annotations: Set<String> = ["$id", "title", "examples"]

    private func faults(of value: JSON, _ schema: JSON, at path: String) throws -> [String] {
        var faults: [String] = []
        for (keyword, rule) in try #require(schema.object) where !Self.annotations.contains(keyword) {
            switch keyword {
            case "type":
                if !Self.has(value, type: rule.string) { faults.append("\(path) is not of type \(rule)") }
            case "required":
                for name in rule.array ?? [] where value[name.string ?? ""] == nil {
                    faults.append("\(path) has no \(name)")
                }
            case "properties":
                for (name, rule) in rule.object ?? [:] {
                    if let member = value[name] { faults += try self.faults(of: member, rule, at: "\(path).\(name)") }
                }
            case "items":
                for (index, element) in (value.array ?? []).enumerated() {
                    faults += try self.faults(of: element, rule, at: "\(path)[\(index)]")
                }
            case "pattern":
                let expression = try Regex(try #require(rule.string))
                if let text = value.string, text.wholeMatch(of: expression) == nil {
                    faults.append("\(path) does not match \(rule)")
                }
            case "minLength", "minItems":
                if Self.size(value) < rule.int ?? 0 { faults.append("\(path) is shorter than \(rule)") }
            case "maxLength", "maxItems":
                if Self.size(value) > rule.int ?? 0 { faults.append("\(path) is longer than \(rule)") }
            default:
                Issue.record("The schema has the unknown keyword \(keyword).")
            }
        }
        return faults
    }

    private static func has(_ value: JSON, type: String?) -> Bool {
        switch type {
        case "object": value.object != nil
        case "array": value.array != nil
        case "string": value.string != nil
        case "integer": value.int64 != nil
        default: false
        }
    }

    private static func size(_ value: JSON) -> Int {
        value.string?.unicodeScalars.count ?? value.array?.count ?? 0
    }

    // MARK: - Rules of the text

    private func referenceFaults(of document: JSON) -> [String] {
        var faults: [String] = []
        var metrics: [String] = []
        var dimensions: Set<String> = []
        for directive in document["_aws"]?["CloudWatchMetrics"]?.array ?? [] {
            for name in (directive["Dimensions"]?.array ?? []).flatMap({ $0.array ?? [] }).compactMap(\.string) {
                dimensions.insert(name)
                if !(1...1024 ~= document[name]?.string?.count ?? 0) {
                    faults.append("The dimension \(name) has no value")
                }
            }
            for definition in directive["Metrics"]?.array ?? [] {
                let name = definition["Name"]?.string ?? ""
                metrics.append(name)
                let values = document[name]?.array ?? [document[name] ?? .null]
                if !(1...100 ~= values.count) { faults.append("\(name) has \(values.count) values") }
                if values.contains(where: { $0.double?.isFinite != true }) { faults.append("\(name) is not a number") }
                if let resolution = definition["StorageResolution"]?.int, ![1, 60].contains(resolution) {
                    faults.append("\(name) has the resolution \(resolution)")
                }
            }
        }
        if metrics.count > 100 { faults.append("It has \(metrics.count) metrics") }
        if Set(metrics).count < metrics.count { faults.append("A metric occurs twice") }
        if !dimensions.isDisjoint(with: metrics) { faults.append("A dimension has the name of a metric") }
        if document.bytes.count > 256 * 1024 { faults.append("It has \(document.bytes.count) bytes") }
        return faults
    }
}
