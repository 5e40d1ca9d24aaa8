import Logging
import Synchronization

/// The description of an app for its documentation: title, metadata and routes.
///
/// The routes are known once the app is put together.
final class AppDescription: Sendable {
    let title: String
    let version: String
    let summary: String?
    private let listed = Mutex<[Route]>([])
    private let problemDetails = Mutex(false)
    private let declared = Mutex<(metadata: OpenAPIMetadata?, webhooks: [Webhook])>((nil, []))
    /// The OpenAPI documents that were asked for, by what stands before the app's paths.
    private let documents = Mutex<[String: [UInt8]]>([:])

    init(title: String, version: String, summary: String?) {
        self.title = title
        self.version = version
        self.summary = summary
    }

    var routes: [Route] { listed.withLock { $0 } }

    /// Whether errors are written as problem details.
    var writesProblemDetails: Bool { problemDetails.withLock { $0 } }

    /// The metadata beside title, version and description.
    var metadata: OpenAPIMetadata? { declared.withLock { $0.metadata } }

    /// The requests that the app sends.
    var webhooks: [Webhook] { declared.withLock { $0.webhooks } }

    /// Sets the metadata.
    ///
    /// - Returns: `false` if they are set already: then nothing changes.
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

    /// The OpenAPI document as JSON text: made at first use and kept.
    ///
    /// - Parameters:
    ///   - basePath: the part of the public URL's path before the app's own paths, such as a stage.
    ///   - logger: logs which routes the document cannot list.
    /// - Returns: the text in UTF-8.
    func document(below basePath: String, logger: Logger? = nil) -> [UInt8] {
        if let known = documents.withLock({ $0[basePath] }) { return known }
        if let logger {
            for route in OpenAPIDocument.omittedRoutes(of: routes) {
                logger.warning(
                    """
                    The OpenAPI document omits the route \(route.name): OpenAPI writes its path like that of another route. \
                    Mark it as `undocumented()` to omit it without this warning.
                    """
                )
            }
        }
        var document = OpenAPIDocument(self)
        let text = JSON.object(document.make(below: basePath)).serialized()
        documents.withLock { documents in
            // A handful of stages at most; whoever makes up more does not fill the memory.
            if documents.count < 8 { documents[basePath] = text }
        }
        return text
    }
}
