/// The page on which an app's documentation is read and tried out.
enum DocumentationPage {
    /// The page.
    ///
    /// - Parameters:
    ///   - title: the app's title.
    ///   - document: the path of the OpenAPI document, as the browser sees it.
    static func response(title: String, document: String) -> Response {
        .text(
            "<!DOCTYPE html><title>\(title)</title><a href=\"\(document)\">OpenAPI</a>",
            contentType: "text/html; charset=utf-8"
        )
    }
}
