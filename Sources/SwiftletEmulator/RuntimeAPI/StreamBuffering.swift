import Swiftlet
import SwiftletGateway
import SwiftletJSON

/// Converts a streamed response to a buffered one.
package enum StreamBuffering {
    /// Returns the buffered response: for an HTTP response, the prelude and the body are combined into one JSON object;
    /// anything else is returned unchanged.
    package static func buffered(_ bytes: [UInt8], contentType: String?) -> [UInt8] {
        guard contentType == StreamedOutput.httpContentType, let end = StreamedResponse.endOfPrelude(bytes),
            var response = try? JSON(parsing: Array(bytes[..<(end - StreamedResponse.separatorCount)])).object
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
}
