/// A pattern in which each `*` matches one or more letters, digits, `-` or `.`.
struct WildcardMatch: Sendable {
    /// The literal parts between the wildcards.
    private let parts: [[UInt8]]

    init(_ pattern: String) {
        parts = pattern.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map { Array($0) }
    }

    /// Whether the pattern matches the whole text, in time linear in the text's length.
    func matches(_ text: String) -> Bool {
        let text = Array(text.utf8)
        guard let first = parts.first, text.starts(with: first) else { return false }
        // Where the next wildcard may begin.
        var starts: Set<Int> = [first.count]
        for part in parts.dropFirst() {
            var next: Set<Int> = []
            var isInWildcard = false
            for position in 1..<(text.count + 1) {
                isInWildcard =
                    (isInWildcard || starts.contains(position - 1)) && SerializedOrigin.isHostByte(text[position - 1])
                if isInWildcard, text[position...].starts(with: part) { next.insert(position + part.count) }
            }
            starts = next
        }
        return starts.contains(text.count)
    }
}
