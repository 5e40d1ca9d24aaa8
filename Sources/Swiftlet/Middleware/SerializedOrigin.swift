import SwiftletValues

/// Parses serialized origins ([Fetch, section 3.2](https://fetch.spec.whatwg.org/#origin-header)).
enum SerializedOrigin {
    /// Returns an origin in canonical form: scheme and host in lowercase, without the scheme's default port.
    ///
    /// - Parameters:
    ///   - text: A scheme, a host, and optionally a port; one trailing slash is ignored.
    ///   - allowsWildcards: Whether `*` may replace characters of the host, or the port.
    /// - Returns: The origin, or `nil` if there is a path, credentials or non-ASCII characters, or for `null`.
    static func canonical(_ text: String, allowsWildcards: Bool = false) -> String? {
        let bytes = text.utf8.map(\.asciiLowercased)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) else {
            return nil
        }
        let scheme = bytes[..<colon]
        var authority = bytes[(colon + 3)...]
        if authority.last == UInt8(ascii: "/") { authority.removeLast() }
        guard isScheme(scheme), let hostEnd = endOfHost(authority, allowsWildcards) else { return nil }
        let host = authority[..<hostEnd]
        guard hostEnd < authority.endIndex else { return String(decoding: bytes[..<authority.endIndex], as: UTF8.self) }
        let port = authority[(hostEnd + 1)...]
        guard authority[hostEnd] == UInt8(ascii: ":"), !port.isEmpty else { return nil }
        let prefix = String(decoding: scheme + "://".utf8 + host, as: UTF8.self)
        guard let number = UInt16(String(decoding: port, as: UTF8.self)), port.allSatisfy(\.isDigit) else {
            return allowsWildcards && port.elementsEqual("*".utf8) ? prefix + ":*" : nil
        }
        let isDefaultPort =
            number == 443 && scheme.elementsEqual("https".utf8) || number == 80 && scheme.elementsEqual("http".utf8)
        return isDefaultPort ? prefix : "\(prefix):\(number)"
    }

    /// RFC 3986, section 3.1.
    private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, first.isASCIILowercase else { return false }
        return bytes.allSatisfy { byte in
            byte.isASCIILowercase || byte.isDigit || "+-.".utf8.contains(byte)
        }
    }

    private static func endOfHost(_ authority: ArraySlice<UInt8>, _ allowsWildcards: Bool) -> Int? {
        if authority.first == UInt8(ascii: "[") {
            guard let end = authority.firstIndex(of: UInt8(ascii: "]")), end > authority.startIndex + 2 else {
                return nil
            }
            let address = authority[(authority.startIndex + 1)..<end]
            let isAddress = address.allSatisfy { byte in
                byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte) || ":.".utf8.contains(byte)
            }
            return isAddress ? end + 1 : nil
        }
        let end = authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
        let isHost = authority[..<end]
            .allSatisfy { byte in
                isHostByte(byte) || byte == UInt8(ascii: "_") || allowsWildcards && byte == UInt8(ascii: "*")
            }
        return isHost && end > authority.startIndex ? end : nil
    }

    /// Whether a wildcard matches the byte.
    static func isHostByte(_ byte: UInt8) -> Bool {
        byte.isASCIILowercase || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
