import Glibc

/// The address of the runtime API.
package struct RuntimeEndpoint: Hashable, Sendable {
    /// Scheme, host and port, with a trailing slash.
    package let origin: String
    /// The path prefix without a trailing slash: empty, or with a leading slash.
    package let prefix: String

    /// Parses the value of `AWS_LAMBDA_RUNTIME_API`.
    ///
    /// It is `host:port`; a scheme, a path prefix, a host name and an IPv6 literal in brackets are accepted too.
    ///
    /// - Throws: ``EnvironmentError`` for anything else.
    package init(_ text: String) throws(EnvironmentError) {
        func malformed(_ reason: String) -> EnvironmentError {
            EnvironmentError(.malformed, "\(EnvironmentKey.runtimeAPI) is \"\(text)\": \(reason).")
        }
        guard !text.isEmpty else { throw EnvironmentError(.missing, "\(EnvironmentKey.runtimeAPI) is empty.") }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw malformed("it contains a space, a control character or a non-ASCII character")
        }

        var rest = Substring(text)
        var scheme = "http"
        if let mark = rest.firstRange(of: "://") {
            scheme = rest[..<mark.lowerBound].lowercased()
            guard scheme == "http" || scheme == "https" else {
                throw malformed("the scheme is neither http nor https")
            }
            rest = rest[mark.upperBound...]
        }
        guard !rest.contains(where: { "?#@\\".contains($0) }) else {
            throw malformed("it must be host:port, optionally with a path")
        }

        let authority = rest.prefix { $0 != "/" }
        var path = rest[authority.endIndex...]
        while path.last == "/" { path.removeLast() }
        let (host, port) = Self.split(authority)
        guard Self.isHost(host) else { throw malformed("it has no valid host") }
        if let port {
            guard port.count <= 5, port.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
                let number = UInt16(port), number > 0
            else { throw malformed("the port is not a number between 1 and 65535") }
            origin = "\(scheme)://\(host):\(number)/"
        } else {
            origin = "\(scheme)://\(host)/"
        }
        prefix = String(path)
    }

    /// Splits host and port; colons in brackets belong to an IPv6 address.
    private static func split(_ authority: Substring) -> (host: Substring, port: Substring?) {
        let end = authority.lastIndex(of: "]") ?? authority.startIndex
        guard let colon = authority[end...].firstIndex(of: ":") else { return (authority, nil) }
        return (authority[..<colon], authority[authority.index(after: colon)...])
    }

    private static func isHost(_ host: Substring) -> Bool {
        guard host.first == "[" else {
            return !host.isEmpty && host.allSatisfy { $0.isLetter || $0.isNumber || "-._".contains($0) }
        }
        guard host.last == "]" else { return false }
        var address = in6_addr()
        return unsafe inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &address) == 1
    }
}
