import Swiftlet
import SwiftletFiles
import Testing

/// Files over the response limit of a platform without streaming.
@Suite struct LargeFileTests {
    private let folder: Folder
    private let app: App

    init() throws {
        let folder = try Folder()
        self.folder = folder
        self.app = App(title: "", version: "") { StaticFiles("/assets", directory: folder.path + "/public") }
    }

    /// The response of a load balancer's function, whose limit is 1 MB.
    private func ask(_ name: String, range: String? = nil) async throws -> JSON {
        var headers: JSONObject = ["host": "a"]
        if let range { headers["range"] = .string(range) }
        let event: JSON = [
            "requestContext": ["elb": [:]], "httpMethod": "GET", "path": .string("/assets/\(name)"),
            "queryStringParameters": [:], "headers": .object(headers), "body": "", "isBase64Encoded": false,
        ]
        let context = Context(logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        return try JSON(parsing: await app(event.serialized(), context: context))
    }

    @Test func `a file over the limit is an error, but its ranges are not`() async throws {
        try folder.write(String(repeating: "0", count: 1_100_000), to: "public/large.bin")
        #expect(try await ask("large.bin")["statusCode"] == 500)
        #expect(try await ask("large.bin", range: "bytes=0-9")["statusCode"] == 206)
    }

    @Test(arguments: ["a.bin", "a.txt"], ["bytes=0-", "bytes=10-2000009", "bytes=-2000000"])
    func `a range over the limit is shortened`(name: String, range: String) async throws {
        // Every byte of it is an escape of six bytes in JSON, or a part of base64.
        try folder.write(String(repeating: "\u{1}", count: 3_000_000), to: "public/\(name)")
        let response = try await ask(name, range: range)
        #expect(response["statusCode"] == 206)
        let field = try #require(
            response["headers"]?["content-range"]?.string ?? response["headers"]?["Content-Range"]?.string
        )
        let numbers = field.dropFirst("bytes ".count).split { $0 == "-" || $0 == "/" }.compactMap { Int($0) }
        try #require(numbers.count == 3)
        #expect(numbers[0] == ["bytes=0-": 0, "bytes=10-2000009": 10, "bytes=-2000000": 1_000_000][range])
        #expect(numbers[2] == 3_000_000)
        let count = numbers[1] - numbers[0] + 1
        #expect(100_000..<1_048_576 ~= count)
        let body = try #require(response["body"]?.string)
        if response["isBase64Encoded"] == true {
            #expect((body.utf8.count + 3) / 4 * 3 - 2...(body.utf8.count / 4 * 3) ~= count)
        } else {
            #expect(body.utf8.count == count)
        }
    }
}
