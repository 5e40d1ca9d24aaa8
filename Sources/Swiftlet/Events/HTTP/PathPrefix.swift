/// Removes a base path or stage from a path.
enum PathPrefix {
    /// Removes a prefix from a path at a segment boundary: `/api` is not a prefix of `/apiary`.
    ///
    /// - Returns: The removed prefix, or an empty string, and the rest of the path, which begins with `/`.
    static func split(_ path: String, after prefix: String) -> (prefix: String, rest: String) {
        if !prefix.isEmpty, path.utf8.starts(with: prefix.utf8) {
            let rest = path.utf8.dropFirst(prefix.utf8.count)
            if rest.isEmpty { return (prefix, "/") }
            if rest.first == UInt8(ascii: "/") { return (prefix, String(Substring(rest))) }
        }
        return ("", path.utf8.first == UInt8(ascii: "/") ? path : "/" + path)
    }
}
