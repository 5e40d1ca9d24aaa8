/// The query of a URL, and a form in the same encoding.
///
/// The rules are those of
/// [`application/x-www-form-urlencoded`](https://url.spec.whatwg.org/#application/x-www-form-urlencoded): items are
/// separated by `&`, a name from its value by the first `=`, and `+` is a space. Nothing is an error; see
/// ``PercentCoding/decode(_:plusIsSpace:)`` for what becomes of a malformed escape.
package enum QueryString {
    /// The items of a query, decoded, in order, repeated names kept.
    ///
    /// - Parameters:
    ///   - query: the query without its `?`.
    ///   - limit: how many items are read; what follows is not looked at.
    /// - Returns: the items, at most one more than `limit`. An empty one, as in `a=1&&b=2`, is skipped.
    package static func parse(_ query: Span<UInt8>, limit: Int = .max) -> [QueryItem] {
        var items: [QueryItem] = []
        var start = 0
        var equals: Int?
        for cursor in 0...query.count {
            if cursor < query.count, query[cursor] != UInt8(ascii: "&") {
                if equals == nil, query[cursor] == UInt8(ascii: "=") { equals = cursor }
                continue
            }
            if cursor > start {
                let nameEnd = equals ?? cursor
                let valueStart = min(nameEnd + 1, cursor)
                items.append(
                    QueryItem(
                        PercentCoding.decode(query.extracting(start..<nameEnd), plusIsSpace: true),
                        PercentCoding.decode(query.extracting(valueStart..<cursor), plusIsSpace: true)
                    )
                )
                if items.count > limit { break }
            }
            start = cursor + 1
            equals = nil
        }
        return items
    }

    /// The items of a query, decoded, in order, repeated names kept.
    package static func parse(_ query: String) -> [QueryItem] {
        query.isEmpty ? [] : parse(query.utf8Span.span)
    }

    /// The items of a query as they are, not decoded: what a load balancer delivers.
    package static func undecoded(_ query: String) -> [QueryItem] {
        query.utf8.split(separator: UInt8(ascii: "&"))
            .map { item in
                let parts = item.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                return QueryItem(String(Substring(parts[0])), parts.count > 1 ? String(Substring(parts[1])) : "")
            }
    }

    /// Writes a query without its `?`: the inverse of ``parse(_:)-(String)``, with spaces as `%20`.
    package static func write(_ items: [QueryItem]) -> String {
        var text = ""
        for item in items {
            if !text.isEmpty { text += "&" }
            text += PercentCoding.encode(item.name, allowing: .queryComponent)
            text += "="
            text += PercentCoding.encode(item.value, allowing: .queryComponent)
        }
        return text
    }
}
