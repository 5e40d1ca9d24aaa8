public import Swiftlet

/// Serves the files of a directory, as Starlette's
/// [`StaticFiles`](https://www.starlette.io/staticfiles/) does.
///
/// ```swift
/// App(title: "Site", version: "1.0.0") {
///     StaticFiles("/assets", directory: "public")
/// }
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
    ///   - path: the path below the routes it is listed in, without a slash at its end; empty for all paths that have no
    ///     other route.
    ///   - directory: the directory; a relative one is below the process's current directory, which of a deployed function
    ///     is where its package is unpacked.
    ///   - index: the file that is served for a directory, such as `index.html`; without one a directory is 404.
    ///   - cacheControl: the value of `Cache-Control`, such as `public, max-age=3600`.
    ///   - checksDirectory: whether an app whose directory does not exist is an ``AppError`` at start; without it each file
    ///     is 404 until the directory exists. Starlette's `check_dir`.
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

    /// Adds the route, which the documentation does not list.
    ///
    /// A path with a slash at its end, and a directory that does not exist, are an ``AppError`` at start.
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
            // The links of the page are relative to the directory.
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
