import SwiftletJSON

/// An event parsed leniently: unpaired surrogates in strings, which the strict parser rejects, are replaced.
///
/// AWS never sends them, but gateways that write events with JavaScript or Python pass on the client's input. An HTTP
/// request is then rejected with 400; a failed invocation would become a 502.
struct LenientEvent {
    let root: JSONNode
    /// The error of the strict parser if any unpaired surrogate in ``root`` was replaced with U+FFFD.
    let error: JSONError?

    /// The error response to an HTTP request that contains an unpaired surrogate.
    var rejection: HTTPError? {
        error.map { _ in HTTPError(.badRequest, "The request contains an unpaired surrogate.") }
    }

    /// Parses an event.
    ///
    /// - Throws: `JSONError` if the event is invalid JSON for any other reason.
    init(parsing event: [UInt8]) throws(JSONError) {
        do {
            root = try JSONDocument(parsing: event).root
            error = nil
        } catch {
            guard error.code == .loneSurrogate else { throw error }
            root = try JSONDocument(parsing: Self.replacingUnpairedSurrogates(in: event)).root
            self.error = error
        }
    }

    /// Replaces each `\u` escape of an unpaired surrogate with `\ufffd`.
    ///
    /// Strings need no tracking: JSON has no backslash outside of them.
    private static func replacingUnpairedSurrogates(in event: [UInt8]) -> [UInt8] {
        var bytes = event
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            guard let unit = escapedUnit(at: index, of: bytes) else {
                index += 2
                continue
            }
            if 0xd800...0xdbff ~= unit, let next = escapedUnit(at: index + 6, of: bytes), 0xdc00...0xdfff ~= next {
                index += 12
                continue
            }
            if 0xd800...0xdfff ~= unit { bytes.replaceSubrange(index + 2..<index + 6, with: "fffd".utf8) }
            index += 6
        }
        return bytes
    }

    /// The UTF-16 code unit of the `\uXXXX` escape at an index, or `nil` if there is none.
    private static func escapedUnit(at index: Int, of bytes: [UInt8]) -> Int? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit = 0
        for byte in bytes[index + 2..<index + 6] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            unit = unit * 16 + digit
        }
        return unit
    }
}
