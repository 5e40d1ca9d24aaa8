extension JSONWriter {
    /// Writes bytes as a string if they are well-formed UTF-8.
    ///
    /// - Returns: Whether they are; if not, nothing is written.
    package mutating func string(utf8 text: [UInt8]) -> Bool {
        do {
            let checked = try UTF8Span(validating: text.span)
            beforeValue()
            quoted(checked.span)
            needsComma = true
            return true
        } catch {
            return false
        }
    }
}
