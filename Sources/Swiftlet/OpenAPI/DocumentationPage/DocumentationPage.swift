/// The page on which an app's documentation is read and tried out.
///
/// It is one response: no resource beside it has to be routed to the function, and it needs no network but the app. It
/// reads the OpenAPI document in the browser, and puts what it finds there on the page as text, never as HTML.
enum DocumentationPage {
    /// The page.
    ///
    /// - Parameters:
    ///   - title: The app's title.
    ///   - document: The path of the OpenAPI document, as the browser sees it.
    ///   - origins: Other origins the page may ask, such as where tokens come from.
    ///   - generator: Makes the nonce of the content security policy.
    /// - Returns: The page, with header fields that keep a browser from loading or running anything else.
    static func response(
        title: String,
        document: String,
        asking origins: [String] = [],
        using generator: inout some RandomNumberGenerator
    ) -> Response {
        let nonce = nonce(using: &generator)
        let policy = [
            "default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
            "connect-src \((["'self'"] + origins).joined(separator: " "))", "img-src blob:",
            "script-src 'nonce-\(nonce)'", "style-src 'nonce-\(nonce)'",
        ]
        return Response(
            headers: [
                .contentType: "text/html; charset=utf-8",
                // A page kept by a cache would name a document that has moved on.
                .cacheControl: "no-cache",
                .contentSecurityPolicy: policy.joined(separator: "; "),
                .xContentTypeOptions: "nosniff",
            ],
            body: .bytes(Array(html(title: title, document: document, nonce: nonce).utf8))
        )
    }

    private static func html(title: String, document: String, nonce: String) -> String {
        let title = escaped(title)
        let document = escaped(document)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <style nonce="\(nonce)">
            \(compactStyle)
            </style>
            </head>
            <body data-document="\(document)">
            <main><p>Loading…</p></main>
            <noscript><p>This page needs JavaScript. What it shows is in <a href="\(document)">\(document)</a>.</p></noscript>
            <script nonce="\(nonce)">
            \(compactScript)
            </script>
            </body>
            </html>

            """
    }

    private static let compactStyle = compact(style)
    private static let compactScript = compact(
        [elementsScript, schemasScript, authorizationScript, requestsScript, operationsScript, listingScript]
            .joined(separator: "\n")
    )

    /// Leaves out indentation, comments and empty lines.
    ///
    /// No line of the sources begins inside of a literal.
    private static func compact(_ source: String) -> String {
        source.split(separator: "\n")
            .map { $0.drop { $0 == " " } }
            .filter { !$0.isEmpty && !$0.hasPrefix("//") }
            .joined(separator: "\n")
    }

    /// 128 bits that cannot be guessed.
    private static func nonce(using generator: inout some RandomNumberGenerator) -> String {
        Base64.encode((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// Text that means itself in HTML, between tags and in attributes.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
