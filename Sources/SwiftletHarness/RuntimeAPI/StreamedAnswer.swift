internal import HTTPTypes
internal import Swiftlet
internal import SwiftletJSON
internal import SwiftletRuntime

/// An answer that was streamed, as it would have been sent whole.
enum StreamedAnswer {
    /// The answer in one piece: for an HTTP response the prelude and the body become one JSON object; anything else stays
    /// as it is.
    static func buffered(_ bytes: [UInt8], contentType: String?) -> [UInt8] {
        guard contentType == RuntimeHeader.httpIntegrationResponse, let end = endOfPrelude(bytes),
            var response = try? JSON(parsing: Array(bytes[..<(end - separator)])).object
        else { return bytes }
        let body = Array(bytes[end...])
        if let text = String(validating: body, as: UTF8.self) {
            response["body"] = .string(text)
            response["isBase64Encoded"] = false
        } else {
            response["body"] = .string(Base64.encode(body))
            response["isBase64Encoded"] = true
        }
        return JSON.object(response).bytes
    }

    private static let separator = 8

    /// Where the body begins: behind the first eight NUL bytes.
    private static func endOfPrelude(_ bytes: [UInt8]) -> Int? {
        var zeros = 0
        for (index, byte) in bytes.enumerated() {
            zeros = byte == 0 ? zeros + 1 : 0
            if zeros == separator { return index + 1 }
        }
        return nil
    }
}
