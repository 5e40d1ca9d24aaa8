/// The paths of the runtime API, relative to the endpoint.
package enum RuntimePath {
    /// The common prefix, with the version of the API.
    package static let root = "/2018-06-01/runtime"
    /// GET: waits for the next event.
    package static let next = root + "/invocation/next"
    /// POST: reports a failed initialization.
    package static let initError = root + "/init/error"
    /// GET: waits until the process is restored from its snapshot.
    package static let restoreNext = root + "/restore/next"
    /// POST: reports a failed restore.
    package static let restoreError = root + "/restore/error"

    /// POST: the response to an event.
    package static func response(to requestID: String) -> String {
        root + "/invocation/" + segment(requestID) + "/response"
    }

    /// POST: the error report of an invocation.
    package static func error(for requestID: String) -> String {
        root + "/invocation/" + segment(requestID) + "/error"
    }

    /// Percent-encodes an id as one path segment.
    private static func segment(_ id: String) -> String {
        guard !isPlain(id) else { return id }
        var encoded: [UInt8] = []
        for byte in id.utf8 {
            if isUnreserved(byte) {
                encoded.append(byte)
            } else {
                let digits = Array("0123456789ABCDEF".utf8)
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isPlain(_ id: String) -> Bool {
        let bytes = id.utf8Span.span
        for index in bytes.indices where !isUnreserved(bytes[index]) {
            return false
        }
        return true
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default:
            false
        }
    }
}
