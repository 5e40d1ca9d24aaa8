import FoundationEssentials
import HTTPTypes
import Swiftlet

/// The ID of a request, for the log and the response.
enum RequestID {
    /// The ID that a client or a proxy has sent in `X-Request-Id`, the trace ID of
    /// [`traceparent`](https://www.w3.org/TR/trace-context/#traceparent-header), or a new ID.
    static func of(_ fields: HTTPFields) -> String {
        if let id = fields[.requestID], isValid(id) { return id }
        if let id = fields[.traceParent].flatMap(traceID) { return id }
        return UUID().uuidString.lowercased()
    }

    /// Whether an ID can be logged and sent in a response.
    private static func isValid(_ id: String) -> Bool {
        (1...128).contains(id.utf8.count) && id.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// The second field of a trace parent: 32 hexadecimal digits, not all zero.
    private static func traceID(_ parent: String) -> String? {
        let parts = parent.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[1].utf8.count == 32, parts[1].utf8.allSatisfy(isHexDigit),
            !parts[1].utf8.allSatisfy({ $0 == UInt8(ascii: "0") })
        else { return nil }
        return String(parts[1])
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}

extension HTTPField.Name {
    /// `traceparent`.
    static let traceParent = HTTPField.Name.constant("traceparent")
    /// `X-Amzn-Trace-Id`, which a load balancer adds.
    static let amazonTraceID = HTTPField.Name.constant("X-Amzn-Trace-Id")
}
