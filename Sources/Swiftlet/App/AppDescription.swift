import Logging
import Synchronization

/// An app's title, metadata and routes, for its OpenAPI document.
///
/// The routes are set once the app is built.
final class AppDescription: Sendable {
    let title: String
    let version: String
    let summary: String?
    private let listed = Mutex<[Route]>([])
    private let problemDetails = Mutex(false)
    private let declared = Mutex<(metadata: OpenAPIMetadata?, webhooks: [Webhook])>((nil, []))
    /// The cached OpenAPI documents by base path.
    private let documents = Mutex<[String: [UInt8]]>([:])

    init(title: String, version: String, summary: String?) {
        self.title = title
        self.version = version
        self.summary = summary
    }

    var routes: [Route] { listed.withLock { $0 } }

    /// Whether error responses are problem details.
    var writesProblemDetails: Bool { problemDetails.withLock { $0 } }

    /// The metadata besides title, version and description.
    var metadata: OpenAPIMetadata? { declared.withLock { $0.metadata } }

    /// The webhooks that the app sends.
    var webhooks: [Webhook] { declared.withLock { $0.webhooks } }

    /// Sets the metadata.
    ///
    /// - Returns: `false` if metadata is already set; then nothing changes.
    func declare(_ metadata: OpenAPIMetadata) -> Bool {
        declared.withLock { declared in
            guard declared.metadata == nil else { return false }
            declared.metadata = metadata
            return true
        }
    }

    /// Adds a webhook.
    func declare(_ webhook: Webhook) {
        declared.withLock { $0.webhooks.append(webhook) }
    }

    func complete(_ routes: [Route], writesProblemDetails: Bool) {
        listed.withLock { $0 = routes }
        problemDetails.withLock { $0 = writesProblemDetails }
    }

    /// Returns the OpenAPI document as JSON text, which is cached per base path.
    ///
    /// - Parameters:
    ///   - basePath: The base path of the public URL, such as a stage.
    ///   - logger: The logger for warnings about omitted routes.
    /// - Returns: The document, UTF-8 encoded.
    func document(below basePath: String, logger: Logger? = nil) -> [UInt8] {
        if let known = documents.withLock({ $0[basePath] }) { return known }
        if let logger {
            for route in OpenAPIDocument.omittedRoutes(of: routes) {
                logger.warning(
                    """
                    The OpenAPI document omits the route \(route.name): its OpenAPI path is the same as that of another route. \
                    Mark it as `undocumented()` to silence this warning.
                    """
                )
            }
        }
        var document = OpenAPIDocument(self)
        let text = JSON.object(document.make(below: basePath)).serialized()
        documents.withLock { documents in
            // An app has few stages; the limit prevents arbitrary base paths from exhausting memory.
            if documents.count < 8 { documents[basePath] = text }
        }
        return text
    }
}
