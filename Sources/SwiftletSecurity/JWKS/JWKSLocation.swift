/// Where a key set is fetched from: over TLS, or from this machine.
///
/// Whoever can change the reply can sign any token, so a connection that others can read and alter will not do.
struct JWKSLocation: Sendable {
    /// The URL as it was given.
    let url: String

    /// - Throws: `JWTError` with `keysUnavailable`.
    init(_ url: String) throws(JWTError) {
        guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else {
            throw JWTError(.keysUnavailable, "The URL of the key set has a character that URLs do not have.")
        }
        guard let separator = url.firstRange(of: "://") else {
            throw JWTError(.keysUnavailable, "The URL of the key set has no scheme.")
        }
        let scheme = url[..<separator.lowerBound].lowercased()
        let authority = url[separator.upperBound...].prefix { !"/?#".contains($0) }
        guard !authority.isEmpty, !authority.contains("@") else {
            throw JWTError(.keysUnavailable, "The URL of the key set has no host, or a user name.")
        }
        guard scheme == "https" || (scheme == "http" && Self.isLoopback(authority)) else {
            throw JWTError(.keysUnavailable, "The key set must be fetched over https, but for one on this machine.")
        }
        self.url = url
    }

    private static func isLoopback(_ authority: Substring) -> Bool {
        if authority.hasPrefix("[") {
            return authority == "[::1]" || authority.hasPrefix("[::1]:")
        }
        let host = authority.prefix { $0 != ":" }.lowercased()
        if host == "localhost" { return true }
        // Four decimal numbers: 127.example.com is a name like any other.
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        func isByte(_ number: Substring) -> Bool {
            // The initialiser alone would take a sign.
            UInt8(number) != nil && !number.hasPrefix("+")
        }
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy(isByte)
    }
}
