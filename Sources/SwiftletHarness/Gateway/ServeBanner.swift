internal import HTTPTypes
internal import Swiftlet

/// What `serve` says when it is ready.
struct ServeBanner {
    let app: App
    let name: String
    let url: String
    let shape: HTTPEventShape

    /// The lines.
    func lines(on stream: Console.Stream) -> [String] {
        var lines = ["", "\(Style.bold(name, on: stream)) is ready at \(Style.cyan(url, on: stream))", ""]
        var rows: [(String, String)] = []
        if let docs = app.documentationPath(endingWith: "/docs") { rows.append(("docs", url + docs)) }
        if let document = app.documentationPath(endingWith: "/openapi.json") {
            rows.append(("openapi", url + document))
        }
        rows.append(("events", "\(shape) (change with --event)"))
        if let path = firstPath { rows.append(("try", "curl -i \(url)\(path)")) }
        for (label, text) in rows {
            lines.append("  \(Style.dim(label, on: stream))\(String(repeating: " ", count: 9 - label.count))\(text)")
        }
        return lines + ["", "Ctrl-C finishes what is in flight and stops.", ""]
    }

    /// The shortest path that answers a GET without anything to fill in: most likely one that needs no token either.
    private var firstPath: String? {
        let documentation = ["/docs", "/openapi.json", "/redoc"]
        let paths = app.routes.filter { $0.method == .get && !$0.path.contains("{") }.map(\.path)
        return paths.filter { path in !documentation.contains { path.hasSuffix($0) } }.min { $0.count < $1.count }
    }
}
