/// An interactive HTML page that displays an app's OpenAPI document.
///
/// The page is a single response without external resources. Its script loads the OpenAPI document and inserts its contents as
/// text, never as HTML. The build embeds the parts of the script and the style sheets in the code. The console of the CLI also
/// uses `base.css`, `elements.js`, `markdown.js`, `schemas.js` and `inputs.js`.
package enum DocumentationPage {
    /// The style of elements, for other pages.
    package static var baseStyle: [UInt8] { PackageResources.base_css }
    /// The functions for elements and text, for other pages.
    package static var elementsScript: [UInt8] { PackageResources.elements_js }
    /// The functions for Markdown, for other pages.
    package static var markdownScript: [UInt8] { PackageResources.markdown_js }
    /// The functions for schemas, for other pages.
    package static var schemasScript: [UInt8] { PackageResources.schemas_js }
    /// The input controls for schemas, for other pages.
    package static var inputsScript: [UInt8] { PackageResources.inputs_js }

    /// Returns the page.
    ///
    /// - Parameters:
    ///   - title: The app's title.
    ///   - document: The public path of the OpenAPI document.
    ///   - origins: Other origins that the page may connect to, such as those of token URLs.
    ///   - clientID: The OAuth 2.0 client ID that the page suggests, or `nil` for none.
    ///   - generator: The generator for the nonce of the content security policy.
    /// - Returns: The page, with a content security policy that forbids other scripts and resources.
    static func response(
        title: String,
        document: String,
        asking origins: [String] = [],
        clientID: String? = nil,
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
                // A cached page could refer to an outdated document.
                .cacheControl: "no-cache",
                .contentSecurityPolicy: policy.joined(separator: "; "),
                .xContentTypeOptions: "nosniff",
            ],
            body: .bytes(Array(html(title: title, document: document, clientID: clientID, nonce: nonce).utf8))
        )
    }

    private static func html(title: String, document: String, clientID: String?, nonce: String) -> String {
        let title = escaped(title)
        let document = escaped(document)
        let client = clientID.map { " data-client-id=\"\(escaped($0))\"" } ?? ""
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <style nonce="\(nonce)">
            \(style)
            </style>
            </head>
            <body data-document="\(document)"\(client)>
            <main><p>Loading…</p></main>
            <noscript><p>This page requires JavaScript. The OpenAPI document is at <a href="\(document)">\(document)</a>.</p></noscript>
            <script nonce="\(nonce)">
            \(script)
            </script>
            </body>
            </html>

            """
    }

    private static let style = compact(PackageResources.base_css + PackageResources.page_css)
    private static let script = compact(
        PackageResources.elements_js + PackageResources.markdown_js + PackageResources.schemas_js
            + PackageResources.inputs_js + PackageResources.examples_js + PackageResources.authorization_js
            + PackageResources.credentials_js + PackageResources.requests_js + PackageResources.responses_js
            + PackageResources.filter_js + PackageResources.operations_js + PackageResources.page_js
    )

    /// Removes indentation, comments and empty lines.
    ///
    /// No literal in the sources spans multiple lines.
    private static func compact(_ source: [UInt8]) -> String {
        let lines = source.split(separator: UInt8(ascii: "\n"))
            .map { $0.drop { $0 == UInt8(ascii: " ") } }
            .filter { !$0.isEmpty && !$0.starts(with: "//".utf8) }
        return String(decoding: Array(lines.joined(separator: [UInt8(ascii: "\n")])), as: UTF8.self)
    }

    /// Returns 128 random bits, base64 encoded.
    private static func nonce(using generator: inout some RandomNumberGenerator) -> String {
        Base64.encode((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// Escapes text for HTML elements and attributes.
    package static func escaped(_ text: String) -> String {
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
