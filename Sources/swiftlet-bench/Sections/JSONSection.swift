import FoundationEssentials
import SwiftletJSON

/// Reading and writing JSON of events and responses, compared with Foundation.
enum JSONSection {
    static func run(_ options: Options) throws -> [Table] {
        [try reading(options), try writing(options)]
    }

    private static func reading(_ options: Options) throws -> Table {
        let bytes = SampleEvent.bytes
        let data = Data(bytes)
        let results = try InProcess(options)
            .run([
                .init(name: "parse, read ten fields") { try readTen(bytes) },
                .init(name: "parse only") { try JSONDocument(parsing: bytes).root.count },
                .init(name: "Codable, whole event") {
                    try JSON.decode(WholeEvent.self, from: bytes).rawPath.utf8.count
                },
                .init(name: "Codable, ten fields") { try JSON.decode(TenFields.self, from: bytes).rawPath.utf8.count },
                .init(name: "JSONDecoder, whole event") {
                    try JSONDecoder().decode(WholeEvent.self, from: data).rawPath.utf8.count
                },
                .init(name: "JSONDecoder, ten fields") {
                    try JSONDecoder().decode(TenFields.self, from: data).rawPath.utf8.count
                },
            ])
        return table(
            "Reading an HTTP event of \(bytes.count) bytes",
            results,
            goal: .atLeast(10),
            note:
                "Baselines: Foundation's JSONDecoder, with a model of the whole event and one of the same ten fields."
        )
    }

    private static func writing(_ options: Options) throws -> Table {
        let response = EventResponse.sample
        let results = try InProcess(options)
            .run([
                .init(name: "writer") { write(response) },
                .init(name: "Codable") { try JSON.encode(response).count },
                .init(name: "JSONEncoder") { try JSONEncoder().encode(response).count },
            ])
        return table(
            "Writing an HTTP response event",
            results,
            goal: .atLeast(5),
            note: "Baseline: Foundation's JSONEncoder, with the same model."
        )
    }

    /// A table with the speedup of each result over each baseline; the goal is for the first row.
    private static func table(_ title: String, _ results: [InProcess.Result], goal: Goal, note: String) -> Table {
        let baselines = results.filter { $0.name.hasPrefix("JSON") }
        var table = Table(title, ["", "median", "p10 - p90"] + baselines.map { "x faster than \($0.name)" } + ["goal"])
        for (index, result) in results.enumerated() {
            let ratios = baselines.map { $0.ratios(to: result).median }
            table.add(
                [
                    result.name,
                    Format.nanoseconds(result.times.median),
                    Format.nanoseconds(result.times.spread),
                ] + ratios.map(Format.ratio) + [
                    index == 0 ? ratios.map { $0.map(goal.verdict) ?? "-" }.joined(separator: ", ") : ""
                ]
            )
        }
        table.note(note)
        return table
    }

    @inline(never)
    private static func readTen(_ bytes: [UInt8]) throws -> Int {
        let root = try JSONDocument(parsing: bytes).root
        guard let context = root["requestContext"], let http = context["http"] else { return 0 }
        func length(_ node: JSONNode?) -> Int { node?.string?.utf8.count ?? 0 }
        return length(root["version"]) + length(root["rawPath"]) + length(root["rawQueryString"])
            + length(http["method"]) + length(http["path"]) + length(http["sourceIp"])
            + length(context["requestId"]) + (context["timeEpoch"]?.int ?? 0)
            + length(root["body"]) + (root["isBase64Encoded"]?.bool == true ? 1 : 0)
    }

    @inline(never)
    private static func write(_ response: EventResponse) -> Int {
        var writer = JSONWriter(reserving: 512)
        writer.beginObject()
        writer.key("statusCode")
        writer.int(response.statusCode)
        writer.key("headers")
        writer.beginObject()
        for (name, value) in response.headers {
            writer.key(name)
            writer.string(value)
        }
        writer.endObject()
        writer.key("body")
        writer.string(response.body)
        writer.key("isBase64Encoded")
        writer.bool(response.isBase64Encoded)
        writer.key("cookies")
        writer.beginArray()
        for cookie in response.cookies { writer.string(cookie) }
        writer.endArray()
        writer.endObject()
        return writer.finish().count
    }
}
