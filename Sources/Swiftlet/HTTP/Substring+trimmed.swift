extension Substring {
    /// The text without leading and trailing spaces and tabs (optional whitespace in RFC 9110, section 5.6.3).
    package var trimmed: Substring {
        var text = self.utf8
        while let first = text.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") { text.removeFirst() }
        while let last = text.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") { text.removeLast() }
        return Substring(text)
    }
}
