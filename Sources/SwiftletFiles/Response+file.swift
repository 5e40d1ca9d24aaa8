public import Swiftlet

extension Response {
    /// A response with the contents of a file, like Starlette's
    /// [`FileResponse`](https://www.starlette.io/responses/#fileresponse).
    ///
    /// ```swift
    /// let report = Endpoint(.get, "/report", RequestInfo(), Invocation()) { request, context in
    ///     try Response.file("reports/2026.pdf", for: request, context: context, filename: "Report 2026.pdf")
    /// }
    /// ```
    ///
    /// It has `ETag` and `Last-Modified`, and supports conditional requests and byte ranges (RFC 9110, sections 13 and 14).
    /// A large file is streamed where the platform supports it; otherwise a file over the platform's limit is a 500.
    ///
    /// - Parameters:
    ///   - path: The file's path, which must not come from the request; use ``StaticFiles`` for such paths.
    ///   - request: The request.
    ///   - context: The invocation's context.
    ///   - contentType: The content type; by default that of the file extension, or `application/octet-stream`.
    ///   - filename: The name for a browser to download the file, by `Content-Disposition: attachment`.
    /// - Returns: The response: 200, 206, 304, 412 or 416.
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
            // The extended notation supports any name (RFC 6266, section 4.3, and RFC 8187).
            let encoded = PercentCoding.encode(filename, allowing: .unreserved)
            response.headers[.contentDisposition] = "attachment; filename*=UTF-8''\(encoded)"
        }
        return response
    }
}
