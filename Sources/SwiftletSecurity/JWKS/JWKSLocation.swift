/// The URL of a key set: `https`, or `http` on a loopback address.
///
/// Plain HTTP is rejected because anyone who can modify the response can forge tokens.
struct JWKSLocation: Sendable {
    /// The URL as passed to the initializer.
    let url: String

    /// Creates a location from a URL.
    ///
    /// - Throws: `JWTError` with `keysUnavailable` if the URL is not acceptable.
    init(_ url: String) throws(JWTError) {
        guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else {
            throw JWTError(.keysUnavailable, "The URL of the key set contains an invalid character.")
        }
        guard let separator = url.firstRange(of: "://") else {
            throw JWTError(.keysUnavailable, "The URL of the key set has no scheme.")
        }
        let scheme = url[..<separator.lowerBound].lowercased()
        let authority = url[separator.upperBound...].prefix { !"/?#".contains($0) }
        guard !authority.isEmpty, !authority.contains("@") else {
            throw JWTError(.keysUnavailable, "The URL of the key set has no host or contains credentials.")
        }
        guard scheme == "https" || (scheme == "http" && Self.isLoopback(authority)) else {
            throw JWTError(.keysUnavailable, "The URL of the key set must be https or a loopback address.")
        }
        self.url = url
    }

    private static func isLoopback(_ authority: Substring) -> Bool {
        if authority.hasPrefix("[") {
            return authority == "[::1]" || authority.hasPrefix("[::1]:")
        }
        let host = authority.prefix { $0 != ":" }.lowercased()
        if host == "localhost" { return true }
        // Four decimal numbers: 127.example.com is an ordinary host name.
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        func isByte(_ number: Substring) -> Bool {
            // `UInt8.init` accepts a plus sign.
            UInt8(number) != nil && !number.hasPrefix("+")
        }
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy(isByte)
    }
}
