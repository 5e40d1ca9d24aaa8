import HTTPTypes
import Swiftlet

/// The files of the console's page, which the build embeds in the code.
///
/// The page loads no other resources, and inserts what it shows as text, never as HTML. The scripts share one scope, with the
/// functions for elements and schemas of the documentation page.
enum ConsolePage {
    /// The path of the page; its files and its API are below it.
    static let path = "/_swiftlet"

    private static let securityPolicy = [
        "default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "connect-src 'self'",
        "img-src data:", "script-src 'self'", "style-src 'self'",
    ]
    .joined(separator: "; ")

    private static let files: [String: (type: String, content: @Sendable () -> [UInt8])] = [
        "": ("text/html", { PackageResources.console_html }),
        "base.css": ("text/css", { DocumentationPage.baseStyle }),
        "console.css": ("text/css", { PackageResources.console_css }),
        "elements.js": ("text/javascript", { DocumentationPage.elementsScript }),
        "markdown.js": ("text/javascript", { DocumentationPage.markdownScript }),
        "schemas.js": ("text/javascript", { DocumentationPage.schemasScript }),
        "api.js": ("text/javascript", { PackageResources.api_js }),
        "commands.js": ("text/javascript", { PackageResources.commands_js }),
        "console.js": ("text/javascript", { PackageResources.console_js }),
        "details.js": ("text/javascript", { PackageResources.details_js }),
        "forms.js": ("text/javascript", { PackageResources.forms_js }),
        "inputs.js": ("text/javascript", { DocumentationPage.inputsScript }),
        "list.js": ("text/javascript", { PackageResources.list_js }),
        "sending.js": ("text/javascript", { PackageResources.sending_js }),
        "timeline.js": ("text/javascript", { PackageResources.timeline_js }),
    ]

    /// The names of the files, without the page itself.
    static var fileNames: [String] { files.keys.filter { !$0.isEmpty }.sorted() }

    /// The response with a file.
    ///
    /// - Parameter name: The name of the file; empty for the page.
    /// - Returns: The response; `nil` if there is no such file.
    static func response(for name: String) -> Response? {
        files[name]
            .map { file in
                Response(headers: [.contentType: "\(file.type); charset=utf-8"], body: .bytes(file.content()))
            }
    }

    /// Adds the header fields that all responses of the console have.
    static func secured(_ response: Response) -> Response {
        var response = response
        response.headers[.contentSecurityPolicy] = securityPolicy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.cacheControl] = "no-store"
        for (name, value) in [("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin")] {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }
}
