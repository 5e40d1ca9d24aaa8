public import Swiftlet

/// Serves the files of a directory, like Starlette's
/// [`StaticFiles`](https://www.starlette.io/staticfiles/) does.
///
/// ```swift
/// StaticFiles("/assets", directory: "public", index: "index.html", cacheControl: "public, max-age=3600")
/// ```
///
/// Files have `ETag` and `Last-Modified`, and support conditional requests and byte ranges (RFC 9110, sections 13 and 14).
/// Only regular files below the directory are served: `..`, hidden files other than `.well-known`, and symbolic links are
/// 404, however they are encoded.
public struct StaticFiles: AppComponent {
    private let path: String
    private let directory: FileDirectory
    private let index: String?
    private let cacheControl: String?
    private let checksDirectory: Bool

    /// Creates the component.
    ///
    /// - Parameters:
    ///   - path: The path prefix, relative to the enclosing routes, without a trailing slash; empty for all paths without
    ///     another route.
    ///   - directory: The directory; a relative one is resolved against the working directory, which for a deployed function
    ///     is the root of its package.
    ///   - index: The file that is served for a directory, such as `index.html`; without one a directory is 404.
    ///   - cacheControl: The value of `Cache-Control`, such as `public, max-age=3600`.
    ///   - checksDirectory: Whether a missing directory is an ``AppError`` at start; otherwise each file is 404 until the
    ///     directory exists. Starlette's `check_dir`.
    public init(
        _ path: String,
        directory: String,
        index: String? = nil,
        cacheControl: String? = nil,
        checksDirectory: Bool = true
    ) {
        self.path = path
        self.directory = FileDirectory(directory)
        self.index = index
        self.cacheControl = cacheControl
        self.checksDirectory = checksDirectory
    }

    /// Adds the route, which is not part of the OpenAPI document.
    ///
    /// A path with a trailing slash and a missing directory are an ``AppError`` at start.
    public func register(in assembly: inout AppAssembly) {
        if path.utf8.last == UInt8(ascii: "/") {
            assembly.report("The path `\(path)` of static files must not end with a slash.")
        }
        if checksDirectory, let fault = directory.fault { assembly.report(fault) }
        Endpoint(.get, path + "/{path:path}", RestOfPath(), RequestInfo(), Invocation()) { [self] in
            try response(for: $0, to: $1, context: $2)
        }
        .undocumented()
        .register(in: &assembly)
    }

    private func response(for path: String, to request: Request, context: Context) throws -> Response {
        var segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        let namesDirectory = segments.last == ""
        if namesDirectory { segments.removeLast() }
        guard var found = try directory.open(segments) else { throw HTTPError(.notFound) }
        if found.kind == .directory {
            guard let index, let page = try directory.open(segments + [index]), page.kind == .file else {
                throw HTTPError(.notFound)
            }
            // Relative links of the page are resolved against the directory.
            guard namesDirectory else {
                let target = request.externalReference(path: request.encodedPath + "/", query: request.queryString)
                return try Response.redirect(to: target)
            }
            found = page
        } else if namesDirectory {
            throw HTTPError(.notFound)
        }
        guard found.kind == .file, let name = found.name else { throw HTTPError(.notFound) }
        var response = try FileResponder(request, context: context).response(found, contentType: FileType.of(name))
        response.headers[.cacheControl] = cacheControl
        return response
    }
}
