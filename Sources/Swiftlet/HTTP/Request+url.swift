import HTTPTypes
import SwiftletJSON

extension Request {
    /// The path below ``basePath``, percent-encoded whichever way the event had it.
    public var encodedPath: String {
        pathIsEncoded ? path : PercentCoding.encode(path, allowing: .path)
    }

    /// The query without its `?`, encoded; empty if there is none.
    public var queryString: String {
        QueryString.write(query)
    }

    /// The segments of ``path``, each decoded exactly once: `["users", "7"]` for `/users/7`, and an empty last one where
    /// the path ends with a slash.
    ///
    /// A slash that the client encoded is a part of its segment, unless the platform has decoded the path.
    public var pathSegments: [String] {
        let text = path.utf8Span.span
        var segments: [String] = []
        var start = text.isEmpty || text[0] != UInt8(ascii: "/") ? 0 : 1
        for cursor in start...text.count where cursor == text.count || text[cursor] == UInt8(ascii: "/") {
            let segment = text.extracting(start..<cursor)
            // A part of a string's UTF-8 between two ASCII bytes is well-formed.
            segments.append(
                pathIsEncoded ? PercentCoding.decode(segment) : unsafe String(copying: UTF8Span(unchecked: segment))
            )
            start = cursor + 1
        }
        return segments
    }

    /// A path as the client sees it: with the stage or the base path put back in front.
    ///
    /// - Parameter path: a path of the app, percent-encoded, beginning with `/`.
    /// - Returns: the path that the client asks for.
    public func externalPath(_ path: String) -> String {
        basePath + path
    }

    /// A relative reference (RFC 3986, section 4.2) to a path as the client sees it, with the stage or the base path put
    /// back: the value of a `Location` field.
    ///
    /// It names no host: the one in the request is what the client sent, or behind a CDN that of the origin.
    ///
    /// - Parameters:
    ///   - path: a path of the app, percent-encoded, beginning with `/`.
    ///   - query: a query without its `?`, encoded; none if it is empty.
    /// - Returns: a path that a client resolves against the URL it requested.
    public func externalReference(path: String, query: String = "") -> String {
        let target = externalPath(path) + (query.isEmpty ? "" : "?" + query)
        // Two slashes, or a backslash that browsers read as one, would begin the name of another host.
        let second = target.utf8.dropFirst().first
        return second == UInt8(ascii: "/") || second == UInt8(ascii: "\\") ? "/." + target : target
    }

    /// The whole URL of a path as the client sees it, with the stage or the base path put back.
    ///
    /// The host is what the client sent, which a load balancer does not check: a link in an e-mail or a redirect must not
    /// be made of it. For a `Location` field use ``externalReference(path:query:)``, which is also the result where the
    /// host is not known, as in a load balancer's health check.
    ///
    /// - Parameters:
    ///   - path: a path of the app, percent-encoded, beginning with `/`.
    ///   - query: a query without its `?`, encoded; none if it is empty.
    /// - Returns: the URL, or a reference to it.
    public func externalURL(path: String, query: String = "") -> String {
        guard let host else { return externalReference(path: path, query: query) }
        return "\(scheme)://\(host)\(externalPath(path))\(query.isEmpty ? "" : "?" + query)"
    }
}
