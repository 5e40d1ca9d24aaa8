import Swiftlet
import Testing

private struct Item: Model {
    var name: String

    static let schema = Schema(Item.init, Field("name", \.name))
}

private let app = App(title: "", version: "") {
    Endpoint(.post, "/", Body(Item.self)) { $0.name }
    Endpoint(.post, "/number", Body(Int.self)) { $0 }
}

/// Bodies in the encodings that `json.loads` detects; the expected results are those of FastAPI.
@Suite struct JSONEncodingTests {
    private func post(_ path: String, _ body: [UInt8]) async -> Response {
        let request = Request(method: .post, path: path, headers: [.contentType: "application/json"], body: body)
        return await app.respond(to: request, context: Context(requestID: "test", logger: .silent))
    }

    private func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xff)] : [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    }

    private func utf32(_ text: String, isBigEndian: Bool) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar -> [UInt8] in
            let bytes = [24, 16, 8, 0].map { UInt8(scalar.value >> UInt32($0) & 0xff) }
            return isBigEndian ? bytes : bytes.reversed()
        }
    }

    @Test func `accepts UTF-8, UTF-16 and UTF-32, with and without a byte order mark`() async {
        let text = #"{"name":"é😀"}"#
        var bodies = [Array(text.utf8), [0xef, 0xbb, 0xbf] + Array(text.utf8)]
        for isBigEndian in [true, false] {
            for text in [text, "\u{feff}" + text] {
                bodies += [utf16(text, isBigEndian: isBigEndian), utf32(text, isBigEndian: isBigEndian)]
            }
        }
        for body in bodies { #expect(await post("/", body).text == "\"é😀\"", "\(body)") }
        for body in [[0x31], [0x31, 0], [0, 0x31]] as [[UInt8]] { #expect(await post("/number", body).text == "1") }
    }

    @Test(
        arguments: [
            ([0xef, 0xbb, 0xbf], 0, "Expecting value"), ([0xff, 0xfe], 0, "Expecting value"),
            ([0xff, 0xfe, 0x7b, 0x00], 1, "Expecting property name enclosed in double quotes"),
            ([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 0x7b, 0x7d], 0, nil),
            ([0xef, 0xbb, 0xbf, 0x7b, 0x22, 0x61, 0x22, 0x3a], 5, "Expecting value"),
        ] as [([UInt8], Int, String?)]
    )
    func `the position of an error is counted in characters after the byte order mark`(
        body: [UInt8],
        position: Int,
        reason: String?
    ) async {
        let text = await post("/", body).text
        #expect(text.contains(#""type":"json_invalid","loc":["body",\#(position)]"#), "\(text)")
        if let reason { #expect(text.contains(reason), "\(text)") }
    }

    @Test(
        arguments: [
            [0xff], [0xff, 0xfe, 0x31, 0x00, 0xff], [0xff, 0xfe, 0x00, 0xd8], [0, 0, 0xfe, 0xff, 0, 0x11, 0, 0],
        ] as [[UInt8]]
    )
    func `rejects text that is malformed in its encoding`(body: [UInt8]) async {
        #expect(await post("/", body).status == .unprocessableContent)
    }
}
