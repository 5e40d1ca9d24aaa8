import HTTPTypes
import SwiftletJSON
import SwiftletValues

extension Request {
    /// The path below ``basePath``, always percent-encoded.
    public var encodedPath: String {
        pathIsEncoded ? path : PercentCoding.encode(path, allowing: .path)
    }

    /// The encoded query without the `?`; empty if there is none.
    public var queryString: String {
        QueryString.write(query)
    }

    /// The segments of ``path``, each decoded once: `["users", "7"]` for `/users/7`.
    ///
    /// The last segment is empty if the path ends with a slash. A percent-encoded slash is part of its segment, unless the
    /// platform has decoded the path.
    package var pathSegments: [String] {
        let text = path.utf8Span.span
        var segments: [String] = []
        var start = text.isEmpty || text[0] != UInt8(ascii: "/") ? 0 : 1
        for cursor in start...text.count where cursor == text.count || text[cursor] == UInt8(ascii: "/") {
            let segment = text.extracting(start..<cursor)
            // A slice of valid UTF-8 between two ASCII bytes is valid.
            segments.append(
                pathIsEncoded ? PercentCoding.decode(segment) : unsafe String(copying: UTF8Span(unchecked: segment))
            )
            start = cursor + 1
        }
        return segments
    }

    /// The public path of a path in the app, including the stage or base path.
    ///
    /// - Parameter path: A percent-encoded path in the app, beginning with `/`.
    /// - Returns: The path as requested by clients.
    public func externalPath(_ path: String) -> String {
        basePath + path
    }

    /// A relative reference (RFC 3986, section 4.2) to a path in the app, including the stage or base path, for a `Location`
    /// field.
    ///
    /// It has no host, because the one in the request is controlled by the client or, with a CDN, is that of the origin.
    ///
    /// - Parameters:
    ///   - path: A percent-encoded path in the app, beginning with `/`.
    ///   - query: An encoded query without the `?`, or an empty string.
    /// - Returns: A path that the client resolves against the requested URL.
    public func externalReference(path: String, query: String = "") -> String {
        let target = externalPath(path) + (query.isEmpty ? "" : "?" + query)
        // `//host` is a network-path reference; browsers treat a backslash as a slash.
        let second = target.utf8.dropFirst().first
        return second == UInt8(ascii: "/") || second == UInt8(ascii: "\\") ? "/." + target : target
    }

    /// The absolute URL of a path in the app, including the stage or base path.
    ///
    /// The host is sent by the client and not validated by a load balancer: do not use the URL for redirects or links in
    /// emails. For a `Location` field use ``externalReference(path:query:)``, which is also returned if the host is unknown,
    /// as in a load balancer's health check.
    ///
    /// - Parameters:
    ///   - path: A percent-encoded path in the app, beginning with `/`.
    ///   - query: An encoded query without the `?`, or an empty string.
    /// - Returns: The URL, or a relative reference if the host is unknown.
    public func externalURL(path: String, query: String = "") -> String {
        guard let host else { return externalReference(path: path, query: query) }
        return "\(scheme)://\(host)\(externalPath(path))\(query.isEmpty ? "" : "?" + query)"
    }
}
