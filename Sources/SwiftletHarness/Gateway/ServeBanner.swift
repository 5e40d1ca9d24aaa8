import HTTPTypes
import Swiftlet

/// What `serve` says when it is ready.
struct ServeBanner {
    let app: App
    let name: String
    let url: String
    let shape: HTTPEventShape
    /// The program that answers, and how often; `nil` if this process does.
    var program: String?
    /// Where the Invoke API is, if it is anywhere.
    var invokeURL: String?

    /// Whether responses are streamed.
    var streams = false
    /// Where what is asked is recorded, if it is.
    var recordFolder: String?

    /// The lines.
    func lines(on stream: Console.Stream) -> [String] {
        var rows: [(String, String)] = []
        if let docs = app.documentationPath(endingWith: "/docs") { rows.append(("docs", url + docs)) }
        if let document = app.documentationPath(endingWith: "/openapi.json") {
            rows.append(("openapi", url + document))
        }
        rows.append(("events", "\(shape)\(streams ? ", streamed" : "") (change with --event)"))
        if let program { rows.append(("through", program)) }
        if let invokeURL {
            rows.append(("invoke", "\(invokeURL) (the functions: app, \(name) routes lists the others)"))
        }
        if let recordFolder { rows.append(("record", recordFolder)) }
        if let path = firstPath { rows.append(("try", "curl -i \(url)\(path)")) }
        let title = "\(Style.bold(name, on: stream)) is ready at \(Style.cyan(url, on: stream))"
        return Self.lines(title, rows, on: stream)
    }

    /// A title, rows of two columns, and how to stop.
    static func lines(_ title: String, _ rows: [(String, String)], on stream: Console.Stream) -> [String] {
        let table = rows.map { label, text in
            "  \(Style.dim(label, on: stream))\(String(repeating: " ", count: max(1, 9 - label.count)))\(text)"
        }
        return ["", title, ""] + table + ["", "Ctrl-C finishes what is in flight and stops.", ""]
    }

    /// The shortest path that answers a GET without anything to fill in: most likely one that needs no token either.
    private var firstPath: String? {
        let documentation = ["/docs", "/openapi.json", "/redoc"]
        let paths = app.routes.filter { $0.method == .get && !$0.path.contains("{") }.map(\.path)
        return paths.filter { path in !documentation.contains { path.hasSuffix($0) } }.min { $0.count < $1.count }
    }
}
