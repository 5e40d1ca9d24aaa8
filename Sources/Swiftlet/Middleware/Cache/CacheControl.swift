import SwiftletJSON

/// The directives of a `Cache-Control` field that apply to a shared cache
/// ([RFC 9111, section 5.2](https://www.rfc-editor.org/rfc/rfc9111#section-5.2)).
struct CacheControl {
    private(set) var noStore = false
    private(set) var noCache = false
    private(set) var isPrivate = false
    private(set) var isPublic = false
    /// The value of `s-maxage`, or else of `max-age`; an invalid value is 0, because a stale response is the safer assumption.
    private(set) var maxAge: Int?

    /// Parses a field; names are case-insensitive, and unknown directives are ignored.
    init(_ field: String?) {
        var sharedMaxAge: Int?
        for part in (field ?? "").utf8.split(separator: UInt8(ascii: ",")) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1)
            guard let first = pair.first else { continue }
            let name = Substring(first).trimmed.lowercased()
            let value = pair.count > 1 ? Substring(pair[1]).trimmed : ""
            if name.utf8Equals("no-store") { noStore = true }
            if name.utf8Equals("no-cache") { noCache = true }
            if name.utf8Equals("private") { isPrivate = true }
            if name.utf8Equals("public") { isPublic = true }
            if name.utf8Equals("max-age") { maxAge = max(0, Int(value) ?? 0) }
            if name.utf8Equals("s-maxage") { sharedMaxAge = max(0, Int(value) ?? 0) }
        }
        if let sharedMaxAge { maxAge = sharedMaxAge }
    }
}
