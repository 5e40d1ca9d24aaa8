import Swiftlet
import SwiftletFixtures
import Testing

/// A standalone endpoint whose path ends with a catch-all parameter.
@Suite struct RestParameterTests {
    private static let owned = Endpoint(
        .get,
        "/files/{owner}/{path:path}",
        Path("owner", String.self),
        Path("path", String.self)
    ) { "\($0): \($1)" }
    private static let plain = Endpoint(.get, "/static/{path:path}", Path("path", String.self)) { $0 }
    private static let all = Endpoint(.get, "/{path:path}", Path("path", String.self)) { $0 }

    @Test(arguments: [
        (owned, "/files/ada/a/b.txt", "ada: a/b.txt"), (owned, "/v1/files/ada/a/b.txt", "ada: a/b.txt"),
        (owned, "/files/ada/", "ada: "), (owned, "/files/files/files/x", "files: files/x"),
        (plain, "/static/css/a.css", "css/a.css"), (plain, "/api/static/a.css", "a.css"), (plain, "/static/", ""),
        (all, "/css/a.css", "css/a.css"), (all, "/", ""),
    ])
    func `the catch-all value begins after the preceding segments`(
        endpoint: Endpoint,
        path: String,
        text: String
    ) async throws {
        let response = try await Self.response(endpoint, path)
        #expect(response.status == .ok)
        #expect(response.text == "\"\(text)\"")
    }

    @Test(arguments: [
        (owned, "/files/ada"), (owned, "/other/ada/x"), (owned, "/files//x"), (plain, "/static"), (plain, "/css/a.css"),
    ])
    func `a path without the preceding segments is a 404`(endpoint: Endpoint, path: String) async throws {
        #expect(try await Self.response(endpoint, path).status == .notFound)
    }

    private static func response(_ endpoint: Endpoint, _ path: String) async throws -> Response {
        let shape = HTTPEventShape.functionURL
        let output = try await endpoint(shape.event(for: Request(path: path, shape: shape)))
        return try shape.response(from: JSONDocument(parsing: output).root)
    }
}
