extension String {
    /// The string with leading and trailing whitespace removed, like Python's `str.strip`.
    package var strippingWhitespace: String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last,
            first.isPythonWhitespace || last.isPythonWhitespace
        else { return self }
        var rest = unicodeScalars[...]
        while let scalar = rest.first, scalar.isPythonWhitespace { rest.removeFirst() }
        while let scalar = rest.last, scalar.isPythonWhitespace { rest.removeLast() }
        return String(rest)
    }
}

extension Unicode.Scalar {
    /// Whether Python's `str.isspace` is true: whitespace, and the separators U+001C to U+001F.
    fileprivate var isPythonWhitespace: Bool {
        if isASCII { return value == 0x20 || 0x09...0x0d ~= value || 0x1c...0x1f ~= value }
        return properties.isWhitespace
    }
}
