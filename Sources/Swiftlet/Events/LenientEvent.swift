import SwiftletJSON

/// An event that is parsed even if a string in it has an unpaired surrogate, which strict JSON does not allow.
///
/// No platform sends one, but a gateway that writes events with JavaScript or Python passes on what a client has sent: then
/// an HTTP request is rejected with 400, where an error of the function would be a 502.
struct LenientEvent {
    let root: JSONNode
    /// The error of the strict parser; every unpaired surrogate of ``root`` is then U+FFFD.
    let error: JSONError?

    /// The response to an HTTP request with such a string.
    var rejection: HTTPError? {
        error.map { _ in HTTPError(.badRequest, "The request contains an unpaired surrogate, which is not text.") }
    }

    /// Parses an event.
    ///
    /// - Throws: an error if the event is not JSON for any other reason.
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

    /// Replaces each escape of an unpaired surrogate with one of U+FFFD.
    ///
    /// Outside of strings JSON has no backslash.
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

    /// The UTF-16 code unit that `\uXXXX` stands for, or `nil` if there is no such escape at the index.
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
