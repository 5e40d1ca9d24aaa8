import SwiftletValues

/// Parsing and serialization of URL queries and URL-encoded forms.
///
/// The format is
/// [`application/x-www-form-urlencoded`](https://url.spec.whatwg.org/#application/x-www-form-urlencoded): items are
/// separated by `&`, name and value by the first `=`, and `+` is a space. Parsing never fails; see
/// ``PercentCoding/decode(_:plusIsSpace:)`` for the handling of malformed escapes.
package enum QueryString {
    /// Parses a query into decoded items, preserving order and repeated names.
    ///
    /// - Parameters:
    ///   - query: The query without the `?`.
    ///   - limit: The maximum number of items; parsing stops once it is exceeded.
    /// - Returns: The items, at most one more than `limit`. Empty items, as in `a=1&&b=2`, are skipped.
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

    /// Parses a query into decoded items, preserving order and repeated names.
    package static func parse(_ query: String) -> [QueryItem] {
        query.isEmpty ? [] : parse(query.utf8Span.span)
    }

    /// Serializes items as a query without the `?`: the inverse of ``parse(_:)-(String)``, with spaces as `%20`.
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
