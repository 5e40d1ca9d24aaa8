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
        self.app = App(title: "", version: "", textTypes: ["application/rtf"]) {
            StaticFiles("/assets", directory: folder.path + "/public")
        }
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

    @Test(arguments: ["a.bin", "a.txt", "a.rtf"], ["bytes=0-", "bytes=10-2000009", "bytes=-2000000"])
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

    @Test func `multiple ranges over the limit are shortened`() async throws {
        let contents = String((0..<300_000).map { _ in "0123456789" }.joined())
        try folder.write(contents, to: "public/a.bin")
        let response = try await ask("a.bin", range: "bytes=0-499999,600001-1500000,2000000-")
        #expect(response["statusCode"] == 206)
        #expect(response["isBase64Encoded"] == true)
        let text = String(decoding: try #require(Base64.decode(response["body"]?.string ?? "")), as: UTF8.self)
        let parts = text.components(of: "Content-Range: bytes ")
        try #require(parts.count == 3)
        #expect(parts[1].hasPrefix("0-499999/3000000\r\n\r\n0123456789"))
        let second = parts[2].prefix { $0 != "/" }.split(separator: "-").compactMap { Int($0) }
        try #require(second.count == 2)
        #expect(second[0] == 600_001)
        #expect(700_000..<1_000_000 ~= second[1])
        let body = parts[2].components(of: "\r\n\r\n")
        try #require(body.count == 2)
        let bytes = body[1].components(of: "\r\n--")
        #expect(bytes[0].utf8.count == second[1] - second[0] + 1)
        #expect(bytes[0].hasPrefix("1234567890"))
        #expect(bytes.last?.hasSuffix("--\r\n") == true)
    }

    @Test func `only the first of multiple ranges is sent if no other fits`() async throws {
        try folder.write(String(repeating: "0", count: 3_000_000), to: "public/a.bin")
        let response = try await ask("a.bin", range: "bytes=5-2000000,2500000-")
        #expect(response["statusCode"] == 206)
        #expect(response["headers"]?["content-type"] == "application/octet-stream")
        #expect(response["headers"]?["content-range"]?.string?.hasPrefix("bytes 5-") == true)
    }
}

extension String {
    /// Splits the string at a separator, comparing bytes.
    fileprivate func components(of separator: String) -> [String] {
        utf8.split(separator: Array(separator.utf8), omittingEmptySubsequences: false).map { String(Substring($0)) }
    }
}
