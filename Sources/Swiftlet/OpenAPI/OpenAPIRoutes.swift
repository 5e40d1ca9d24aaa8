package import Logging
import SwiftletValues

/// The routes for the API's documentation: the OpenAPI document, and an interactive page that displays it.
///
/// ```swift
/// let documentedAPI = App(title: "Shop", version: "1.0.0") {
///     sell
///     OpenAPIRoutes(document: "/api/openapi.json", page: "/api/docs")
/// }
/// ```
///
/// The page loads no external resources. The document is generated on first use and cached.
public struct OpenAPIRoutes: AppComponent {
    private let documentPath: String
    private let pagePath: String?
    private let clientID: String?

    /// Creates the routes.
    ///
    /// - Parameters:
    ///   - document: The path of the OpenAPI 3.1 document in JSON.
    ///   - page: The path of the documentation page, or `nil` for none. An OAuth 2.0 authorization server redirects to the
    ///     page after an authorization, so its URL must be registered there.
    ///   - clientID: The OAuth 2.0 client ID that the page suggests, or `nil` for none. It is public.
    public init(document: String = "/openapi.json", page: String? = "/docs", clientID: String? = nil) {
        self.documentPath = document
        self.pagePath = page
        self.clientID = clientID
    }

    /// Adds the routes.
    public func register(in assembly: inout AppAssembly) {
        let description = assembly.description
        assembly.add(
            Endpoint(.get, documentPath, operationID: "openapi", RequestInfo(), Invocation()) { request, context in
                Response.json(description.document(below: request.basePath, logger: context.logger))
            }
            .undocumented()
        )
        guard let pagePath else { return }
        let full = assembly.fullPath(documentPath)
        assembly.add(
            Endpoint(.get, pagePath, operationID: "docs", RequestInfo()) { request in
                var generator = SystemRandomNumberGenerator()
                return DocumentationPage.response(
                    title: description.title,
                    document: request.externalPath(full),
                    asking: OpenAPIDocument.tokenOrigins(of: description),
                    clientID: clientID,
                    using: &generator
                )
            }
            .undocumented()
        )
    }
}

extension App {
    /// Returns the app's OpenAPI document as JSON text.
    ///
    /// - Throws: ``AppError`` if the app's configuration is invalid.
    public func openAPIDocument() throws -> [UInt8] {
        if !plan.faults.isEmpty { throw AppError(faults: plan.faults) }
        return plan.description.document(below: "")
    }

    /// Returns the OpenAPI document that a route serves, with warnings about omitted routes.
    ///
    /// - Parameters:
    ///   - path: The path of the route, which may be that of a mounted app.
    ///   - logger: The logger for the warnings.
    /// - Returns: The document of the app, or that of the mounted app.
    /// - Throws: ``AppError`` if the app's configuration is invalid.
    package func openAPIDocument(servedAt path: String, logger: Logger) throws -> [UInt8] {
        if !plan.faults.isEmpty { throw AppError(faults: plan.faults) }
        return plan.document(servedAt: path, below: "", logger: logger)
    }
}

extension AppPlan {
    fileprivate func document(servedAt path: String, below basePath: String, logger: Logger) -> [UInt8] {
        let mount = mounts.first { mount in
            mount.plan.routeDescriptions.contains { mount.description(of: $0).path.utf8Equals(path) }
        }
        guard let mount, !routes.contains(where: { $0.path.description.utf8Equals(path) }) else {
            return description.document(below: basePath, logger: logger)
        }
        let prefix = mount.path.description
        return mount.plan.document(
            servedAt: String(Substring(path.utf8.dropFirst(prefix.utf8.count))),
            below: basePath + PercentCoding.encode(prefix, allowing: .path),
            logger: logger
        )
    }
}
