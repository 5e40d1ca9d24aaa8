public import Swiftlet

extension Response {
    /// A response with the contents of a file, as Starlette's
    /// [`FileResponse`](https://www.starlette.io/responses/#fileresponse).
    ///
    /// It has `ETag` and `Last-Modified`, and supports conditional requests and byte ranges (RFC 9110, sections 13 and 14).
    /// A large file is sent in parts where the host can stream; elsewhere one that the platform would not deliver is a 500.
    ///
    /// - Parameters:
    ///   - path: the file's path, which must not come from the request: ``StaticFiles`` checks one that does.
    ///   - request: the request.
    ///   - context: the invocation's context.
    ///   - contentType: the content type; by default that of the path's extension, or `application/octet-stream`.
    ///   - filename: the name under which a browser saves the file instead of showing it.
    /// - Returns: the response: 200, 206, 304, 412 or 416.
    /// - Throws: ``HTTPError``, 404, if there is no such regular file; ``FileError`` if it cannot be read or sent.
    public static func file(
        _ path: String,
        for request: Request,
        context: Context,
        contentType: String? = nil,
        filename: String? = nil
    ) throws -> Response {
        guard let file = try OpenFile.open(path), file.kind == .file else { throw HTTPError(.notFound) }
        var response = try FileResponder(request, context: context)
            .response(file, contentType: contentType ?? FileType.of(path))
        if let filename {
            // The extended notation holds every name (RFC 6266, section 4.3, and RFC 8187).
            let encoded = PercentCoding.encode(filename, allowing: .unreserved)
            response.headers[.contentDisposition] = "attachment; filename*=UTF-8''\(encoded)"
        }
        return response
    }
}
