import FoundationEssentials
import Swiftlet
import SwiftletFiles
import Testing

@Suite struct StaticFilesTests {
    private static let moment = "Sun, 06 Nov 1994 08:49:37 GMT"
    private let folder: Folder
    private let app: App

    init() throws {
        let folder = try Folder()
        try folder.setDate(784_111_777, of: "public/a.txt")
        self.folder = folder
        self.app = App(title: "", version: "") {
            StaticFiles("/assets", directory: folder.path + "/public", index: "index.html", cacheControl: "no-cache")
            Endpoint(.get, "/download", RequestInfo(), Invocation()) { request, context in
                try Response.file(
                    folder.path + "/public/a.txt",
                    for: request,
                    context: context,
                    filename: "ä \"1\".txt"
                )
            }
            Endpoint(.get, "/missing", RequestInfo(), Invocation()) { request, context in
                try Response.file(folder.path + "/none", for: request, context: context)
            }
        }
    }

    private func ask(
        _ path: String,
        method: HTTPRequest.Method = .get,
        _ headers: HTTPFields = [:]
    ) async -> Response {
        let context = Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        return await app.respond(to: Request(method: method, path: path, headers: headers), context: context)
    }

    private func text(_ response: Response) async throws -> String {
        switch response.body {
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .stream(let stream): String(decoding: try await stream.collect(), as: UTF8.self)
        }
    }

    @Test func `a file is sent with its type, tag and date`() async throws {
        let response = await ask("/assets/a.txt")
        #expect(response.status == .ok)
        #expect(try await text(response) == "0123456789")
        #expect(response.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(response.headers[.lastModified] == Self.moment)
        #expect(response.headers[.acceptRanges] == "bytes")
        #expect(response.headers[.cacheControl] == "no-cache")
        #expect(response.headers[.eTag]?.hasPrefix("\"") == true)
    }

    @Test(arguments: [
        ("/assets/css/site.css", "text/css; charset=utf-8"), ("/assets/docs/", "text/html; charset=utf-8"),
        ("/assets/README", "application/octet-stream"), ("/assets/%C3%A4%20b.txt", "text/plain; charset=utf-8"),
        ("/assets/.well-known/x.json", "application/json"), ("/assets/empty.txt", "text/plain; charset=utf-8"),
    ])
    func `files are found in directories, by encoded names, and as index files`(path: String, type: String)
        async
    {
        let response = await ask(path)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == type)
    }

    @Test func `a directory without a slash redirects to it, with the query`() async {
        var request = Request(path: "/assets/docs", query: [QueryItem("a", "b")])
        request.basePath = "/prod"
        let response = await app.respond(to: request, context: Context())
        #expect(response.status == .temporaryRedirect)
        #expect(response.headers[.location] == "/prod/assets/docs/?a=b")
    }

    @Test(arguments: [
        "/assets/../secret.txt", "/assets/%2e%2e/secret.txt", "/assets/..%2fsecret.txt",
        "/assets/css/..%2f..%2f..%2fsecret.txt",
        "/assets/%252e%252e/secret.txt", "/assets/..%5csecret.txt", "/assets/css%5csite.css", "/assets/a.txt%00",
        "/assets/a.txt%00.css", "/assets//etc/passwd", "/assets/%2fetc%2fpasswd", "/assets/./a.txt", "/assets/.env",
        "/assets/.git/config", "/assets/link.txt", "/assets/up/secret.txt", "/assets/up/public/a.txt", "/assets/a.txt/",
        "/assets/a.txt/b", "/assets/nothing", "/assets/none", "/assets/none/", "/assets/", "/assets/css//site.css",
        "/assets/%c0%ae%c0%ae/secret.txt", "/assets/A.TXT", "/missing",
    ])
    func `anything but a regular file in the directory is 404`(path: String) async throws {
        let response = await ask(path)
        #expect(response.status == .notFound)
        #expect(try await text(response) == #"{"detail":"Not Found"}"#)
    }

    @Test func `a very long path is 404`() async {
        #expect(await ask("/assets/" + String(repeating: "a/", count: 5000)).status == .notFound)
        #expect(await ask("/assets/" + String(repeating: "a", count: 5000)).status == .notFound)
    }

    @Test func `HEAD has the size and no body`() async {
        let response = await ask("/assets/a.txt", method: .head, [.range: "bytes=0-1"])
        #expect(response.status == .ok)
        #expect(response.headers[.contentLength] == "10")
        #expect(response.body.isEmpty)
    }

    @Test func `a matching validator is 304`() async throws {
        let tag = try #require(await ask("/assets/a.txt").headers[.eTag])
        for value in [tag, "W/\(tag)", "\"x\", \(tag)", "*", "\"a,b\",\(tag)"] {
            let response = await ask("/assets/a.txt", [.ifNoneMatch: value, .range: "bytes=0-1"])
            #expect(response.status == .notModified, "\(value)")
            #expect(response.body.isEmpty)
            #expect(response.headers[.eTag] == tag)
            #expect(response.headers[.contentType] == nil)
        }
        for value in ["\"x\"", "", "x\(tag)x"] where value != "x\(tag)x" {
            #expect(await ask("/assets/a.txt", [.ifNoneMatch: value]).status == .ok, "\(value)")
        }
        #expect(await ask("/assets/a.txt", [.ifModifiedSince: Self.moment]).status == .notModified)
        #expect(await ask("/assets/a.txt", [.ifModifiedSince: "Sun, 06 Nov 1994 08:49:36 GMT"]).status == .ok)
        #expect(await ask("/assets/a.txt", [.ifModifiedSince: "yesterday"]).status == .ok)
        // A tag takes precedence over a date.
        #expect(await ask("/assets/a.txt", [.ifNoneMatch: "\"x\"", .ifModifiedSince: Self.moment]).status == .ok)
    }

    @Test func `a failed precondition is 412`() async throws {
        let tag = try #require(await ask("/assets/a.txt").headers[.eTag])
        #expect(await ask("/assets/a.txt", [.ifMatch: tag]).status == .ok)
        #expect(await ask("/assets/a.txt", [.ifMatch: "*"]).status == .ok)
        #expect(await ask("/assets/a.txt", [.ifMatch: "W/\(tag)"]).status == .preconditionFailed)
        #expect(await ask("/assets/a.txt", [.ifMatch: "\"x\""]).status == .preconditionFailed)
        #expect(await ask("/assets/a.txt", [.ifUnmodifiedSince: Self.moment]).status == .ok)
        let before = "Sun, 06 Nov 1994 08:49:36 GMT"
        #expect(await ask("/assets/a.txt", [.ifUnmodifiedSince: before]).status == .preconditionFailed)
    }

    @Test func `a range is 206 with Content-Range`() async throws {
        let response = await ask("/assets/a.txt", [.range: "bytes=2-4"])
        #expect(response.status == .partialContent)
        #expect(response.headers[.contentRange] == "bytes 2-4/10")
        #expect(response.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(try await text(response) == "234")
    }

    @Test func `several ranges are a multipart body`() async throws {
        let response = await ask("/assets/a.txt", [.range: "bytes=0-1,-2"])
        #expect(response.status == .partialContent)
        #expect(response.headers[.contentRange] == nil)
        let type = try #require(response.headers[.contentType])
        let boundary = try #require(type.split(separator: "boundary=").last)
        #expect(type.hasPrefix("multipart/byteranges; "))
        #expect(
            try await text(response) == """
                --\(boundary)\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Range: bytes 0-1/10\r
                \r
                01\r
                --\(boundary)\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Range: bytes 8-9/10\r
                \r
                89\r
                --\(boundary)--\r

                """
        )
    }

    @Test func `a range after the end is 416, and a malformed one is ignored`() async {
        let response = await ask("/assets/a.txt", [.range: "bytes=10-"])
        #expect(response.status == .rangeNotSatisfiable)
        #expect(response.headers[.contentRange] == "bytes */10")
        #expect(response.body.isEmpty)
        #expect(await ask("/assets/a.txt", [.range: "bytes=x"]).status == .ok)
    }

    @Test func `a range is sent only if If-Range matches`() async throws {
        let tag = try #require(await ask("/assets/a.txt").headers[.eTag])
        for (value, status) in [
            (tag, HTTPResponse.Status.partialContent), (Self.moment, .partialContent), ("W/\(tag)", .ok),
            ("\"x\"", .ok),
            ("Sun, 06 Nov 1994 08:49:38 GMT", .ok), ("x", .ok),
        ] {
            #expect(await ask("/assets/a.txt", [.range: "bytes=0-1", .ifRange: value]).status == status, "\(value)")
        }
    }

    @Test func `a file with a package's fixed date has a content hash as tag and no date`() async throws {
        try folder.setDate(315_532_800, of: "public/a.txt")
        let first = await ask("/assets/a.txt")
        #expect(first.headers[.lastModified] == nil)
        #expect(await ask("/assets/a.txt").headers[.eTag] == first.headers[.eTag])
        try folder.write("9876543210", to: "public/a.txt")
        try folder.setDate(315_532_800, of: "public/a.txt")
        #expect(await ask("/assets/a.txt").headers[.eTag] != first.headers[.eTag])
        #expect(await ask("/assets/a.txt", [.ifModifiedSince: Self.moment]).status == .ok)
    }

    @Test func `a large file and a large range are streamed`() async throws {
        let text = String(repeating: "0123456789", count: 60_000)
        try folder.write(text, to: "public/large.bin")
        let whole = await ask("/assets/large.bin")
        guard case .stream(let stream) = whole.body else {
            Issue.record("The body is no stream.")
            return
        }
        #expect(try await stream.collect().elementsEqual(text.utf8))
        let part = await ask("/assets/large.bin", [.range: "bytes=5-400004"])
        #expect(try await self.text(part).utf8.count == 400_000)
    }

    @Test func `a download has an encoded file name`() async {
        let response = await ask("/download")
        #expect(response.headers[.contentDisposition] == "attachment; filename*=UTF-8''%C3%A4%20%221%22.txt")
        #expect(response.headers[.contentType] == "text/plain; charset=utf-8")
    }

    @Test func `static files are not in the OpenAPI document`() throws {
        let document = try JSON(parsing: try app.openAPIDocument())
        #expect(document["paths"]?.object?.keys == ["/download", "/missing"])
    }
}
