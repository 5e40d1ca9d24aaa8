extension Request {
    /// The path's segments, each decoded once: `/users/7` is `["users", "7"]`, `/` is `[""]`, and a slash at the end makes
    /// a last segment that is empty.
    var pathSegments: [String] {
        let path = path.hasPrefix("/") ? path.dropFirst() : path[...]
        return path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            pathIsEncoded && segment.utf8.contains(UInt8(ascii: "%"))
                ? PercentCoding.decode(String(segment))
                : String(segment)
        }
    }
}
