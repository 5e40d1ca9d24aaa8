/// The routes of the documentation: the OpenAPI document and a page to read it and try it out.
///
/// The page works with no network beside the app itself. Document and page are made at first use and kept.
public struct OpenAPIRoutes: AppComponent {
    private let documentPath: String
    private let pagePath: String?

    /// Creates the routes.
    ///
    /// - Parameters:
    ///   - document: the path of the document, OpenAPI 3.1 as JSON.
    ///   - page: the path of the page, or `nil` for none.
    public init(document: String = "/openapi.json", page: String? = "/docs") {
        self.documentPath = document
        self.pagePath = page
    }

    /// False.
    public static var isMiddleware: Bool { false }

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
                    using: &generator
                )
            }
            .undocumented()
        )
    }
}

extension App {
    /// The app's OpenAPI document, as JSON text.
    ///
    /// - Throws: ``AppError`` if the app is not put together rightly.
    public func openAPIDocument() throws -> [UInt8] {
        if !plan.faults.isEmpty { throw AppError(faults: plan.faults) }
        return plan.description.document(below: "")
    }
}
