import Swiftlet

/// Secrets in the query or the fragment of a URL, recognized by the names of their items: `/reset?token=…`,
/// `#access_token=…` ([RFC 6749, 4.2.2](https://www.rfc-editor.org/rfc/rfc6749#section-4.2.2)).
enum URLSecrets {
    /// Whether a text contains a URL with a secret in its query or fragment.
    static func areIn(_ text: String) -> Bool {
        var isFound = false
        _ = masking(text) { value in
            isFound = true
            return value
        }
        return isFound
    }

    /// Replaces the secrets in queries and fragments, without changing anything else.
    ///
    /// - Parameters:
    ///   - text: A URL, or a text that contains URLs.
    ///   - replacement: Returns the replacement of a value. Both are percent-decoded.
    /// - Returns: The masked text.
    static func masking(_ text: String, _ replacement: (String) -> String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else { return text }
        var masked = ""
        var end = 0
        var isInItems = false
        var start = 0
        for index in 0...bytes.count where index == bytes.count || isBoundary(bytes[index]) {
            if isInItems, let range = value(in: bytes, start..<index) {
                let name = decoded(bytes[start..<(range.lowerBound - 1)])
                let value = decoded(bytes[range])
                if Names.isSecret(name, value) {
                    masked += String(decoding: bytes[end..<range.lowerBound], as: UTF8.self)
                    masked += PercentCoding.encode(replacement(value), allowing: .queryComponent)
                    end = range.upperBound
                }
            }
            guard index < bytes.count else { break }
            start = index + 1
            switch bytes[index] {
            case UInt8(ascii: "?"), UInt8(ascii: "#"): isInItems = true
            case UInt8(ascii: "&"), UInt8(ascii: ";"): break
            default: isInItems = false
            }
        }
        return end == 0 ? text : masked + String(decoding: bytes[end...], as: UTF8.self)
    }

    /// The range of an item's value, unless it is empty.
    private static func value(in bytes: [UInt8], _ item: Range<Int>) -> Range<Int>? {
        guard let equals = bytes[item].firstIndex(of: UInt8(ascii: "=")), equals + 1 < item.upperBound else {
            return nil
        }
        return (equals + 1)..<item.upperBound
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        PercentCoding.decode(String(decoding: bytes, as: UTF8.self), plusIsSpace: true)
    }

    /// Whether a byte ends an item.
    private static func isBoundary(_ byte: UInt8) -> Bool {
        byte <= UInt8(ascii: " ") || "?#&;<>\"'".utf8.contains(byte)
    }
}
