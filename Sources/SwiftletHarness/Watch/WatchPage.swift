import HTTPTypes
import Swiftlet

/// The response to a request that the app cannot handle: a page for browsers, JSON for other clients.
///
/// The page loads itself again once there is another version of the app.
struct WatchPage {
    /// The method, the path and the header fields of the request.
    let request: HTTPRequest
    /// The version that the page shows.
    let version: Int

    /// Whether a page is displayed even if the previous version of the app can handle the request: a browser loads a page of
    /// the app, not of the console.
    var replacesResponse: Bool {
        let isSafe = request.method == .get || request.method == .head
        return isSafe && acceptsPage && ConsoleGateway.consolePath(request.path ?? "/") == nil
    }

    private var acceptsPage: Bool { request.headerFields[.accept]?.contains("text/html") == true }

    /// The response.
    func response(_ failure: WatchFailure, _ status: HTTPResponse.Status) -> Swiftlet.Response {
        guard acceptsPage else {
            var response = Swiftlet.Response.json(failure.json.bytes, status: status)
            response.headers[.cacheControl] = "no-store"
            return response
        }
        let nonce = (0..<4).map { _ in String(UInt32.random(in: .min ... .max), radix: 36) }.joined()
        let policy = [
            "default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
            "connect-src 'self'", "script-src 'nonce-\(nonce)'", "style-src 'nonce-\(nonce)'",
        ]
        return Swiftlet.Response(
            status,
            headers: [
                .contentType: "text/html; charset=utf-8",
                .cacheControl: "no-store",
                .contentSecurityPolicy: policy.joined(separator: "; "),
                .xContentTypeOptions: "nosniff",
            ],
            body: .bytes(Array(html(failure, nonce: nonce).utf8))
        )
    }

    private func html(_ failure: WatchFailure, nonce: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(failure.title))</title>
        <style nonce="\(nonce)">
        \(String(decoding: PackageResources.watch_css, as: UTF8.self))
        </style>
        </head>
        <body data-version="\(version)">
        <main>
        <h1>\(escaped(failure.title))</h1>
        \(failure.request.map { "<p><code>\(escaped($0))</code></p>" } ?? "")
        \(failure.diagnostics.map(section).joined(separator: "\n"))
        \(output(failure))
        <p class="quiet" role="status">This page loads again after the next change.</p>
        </main>
        <script nonce="\(nonce)">
        \(String(decoding: PackageResources.watch_js, as: UTF8.self))
        </script>
        </body>
        </html>

        """
    }

    private func section(_ diagnostic: BuildDiagnostic) -> String {
        let location = [diagnostic.file, diagnostic.line.map { "\($0)" }, diagnostic.column.map { "\($0)" }]
            .compactMap { $0 }
            .joined(separator: ":")
        return """
            <section>
            <h2>\(escaped(diagnostic.message))</h2>
            \(location.isEmpty ? "" : "<p><code>\(escaped(location))</code></p>")
            \(diagnostic.source.map { "<pre>\(escaped($0))\n\(caret(in: $0, at: diagnostic.column ?? 1))</pre>" } ?? "")
            </section>
            """
    }

    /// Marks a column, which counts bytes, below its line.
    private func caret(in line: String, at column: Int) -> String {
        String(decoding: line.utf8.prefix(column - 1), as: UTF8.self).map { $0 == "\t" ? "\t" : " " } + "^"
    }

    private func output(_ failure: WatchFailure) -> String {
        guard !failure.output.isEmpty else { return "" }
        // The errors are above the output.
        let isOpen = failure.diagnostics.isEmpty ? " open" : ""
        return "<details\(isOpen)><summary>Output</summary><pre>\(escaped(failure.output))</pre></details>"
    }

    private func escaped(_ text: String) -> String { DocumentationPage.escaped(text) }
}
