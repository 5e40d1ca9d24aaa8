import Swiftlet
import SwiftletIO
import SwiftletJSON

/// The examples in the reference of I/O and JSON.
enum IOExamples {
    static func create(_ note: JSON, client: HTTPClient) async throws -> HTTPClientResponse {
        let request = HTTPClientRequest(
            method: .post,
            url: "https://notes.example.com/notes",
            headers: [.contentType: "application/json"],
            body: .bytes(note.bytes),
            timeout: .seconds(5)
        )
        let response = try await client.send(request)
        return response
    }

    static func size(of url: String, client: HTTPClient) async throws -> Int {
        let response = try await client.stream(HTTPClientRequest(url: url))
        var size = 0
        for try await part in response.body { size += part.count }
        return size
    }

    static func wait() async throws {
        let loop = try EventLoop.start(name: "background")
        let task = Task(executorPreference: loop) {
            try await loop.sleep(for: .milliseconds(10))
        }
        try await task.value
        loop.shutdown()
    }

    static func user() -> JSONObject {
        var user: JSONObject = ["id": 1, "name": "Ada"]
        user["email"] = "ada@example.com"
        return user
    }

    static func names(in users: JSONDocument) -> [String] {
        let names = users.root["users"]?.elements.compactMap { $0["name"]?.string } ?? []
        return names
    }

    static func point(_ x: Double, _ y: Double) throws -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("x")
        try writer.double(x)
        writer.key("y")
        try writer.double(y)
        writer.endObject()
        let text = writer.finish()
        return text
    }
}
