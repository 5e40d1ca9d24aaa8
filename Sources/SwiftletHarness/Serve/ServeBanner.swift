import HTTPTypes
import Swiftlet

/// The startup message of `serve`.
struct ServeBanner {
    let app: App
    let name: String
    let url: String
    let shape: HTTPEventShape
    /// The function binary and its process limits; `nil` if the app runs in this process.
    var program: String?
    /// The URL of the Invoke API, if it is served.
    var invokeURL: String?
    /// The URL of the console, if it is served.
    var consoleURL: String?

    /// Whether responses are streamed.
    var streams = false
    /// The folder for recorded fixtures, if recording is enabled.
    var recordFolder: String?

    /// The lines of the message.
    func lines(on stream: Console.Stream) -> [String] {
        var rows: [(String, String)] = []
        if let consoleURL { rows.append(("console", consoleURL)) }
        if let docs = app.documentationPath(endingWith: "/docs") { rows.append(("docs", url + docs)) }
        if let document = app.documentationPath(endingWith: "/openapi.json") {
            rows.append(("openapi", url + document))
        }
        rows.append(("events", "\(shape)\(streams ? ", streamed" : "") (change with --event)"))
        if let program { rows.append(("through", program)) }
        if let invokeURL {
            rows.append(("invoke", "\(invokeURL) (functions: app, and the handlers that \(name) routes lists)"))
        }
        if let recordFolder { rows.append(("record", recordFolder)) }
        if let path = firstPath { rows.append(("try", "curl -i \(url)\(path)")) }
        let title = "\(Style.bold(name, on: stream)) is ready at \(Style.cyan(url, on: stream))"
        return Self.lines(title, rows, on: stream)
    }

    /// A title, a table, and how to stop.
    static func lines(_ title: String, _ rows: [(String, String)], on stream: Console.Stream) -> [String] {
        let table = rows.map { label, text in
            "  \(Style.dim(label, on: stream))\(String(repeating: " ", count: max(1, 9 - label.count)))\(text)"
        }
        return ["", title, ""] + table + ["", "Press Ctrl-C to stop.", ""]
    }

    /// The shortest path of a GET route without path parameters, which is the least likely to require a token.
    private var firstPath: String? {
        let documentation = ["/docs", "/openapi.json", "/redoc"]
        let paths = app.routes.filter { $0.method == .get && !$0.path.contains("{") }.map(\.path)
        return paths.filter { path in !documentation.contains { path.hasSuffix($0) } }.min { $0.count < $1.count }
    }
}
