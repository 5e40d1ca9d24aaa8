extension JSONWriter {
    /// Writes an integer.
    public mutating func int(_ value: some BinaryInteger) {
        if let value = Int64(exactly: value) {
            return int(value)
        }
        beforeValue()
        if let value = UInt64(exactly: value) {
            decimal(value)
        } else {
            bytes.append(contentsOf: String(value).utf8)
        }
        needsComma = true
    }

    /// Writes an integer; the fast path of the generic method.
    package mutating func int(_ value: Int64) {
        beforeValue()
        if value < 0 {
            bytes.append(ASCII.minus)
        }
        decimal(value.magnitude)
        needsComma = true
    }

    /// Writes a double with its shortest round-trip digits, always as a decimal: `1.0`, `1e+20`.
    ///
    /// - Throws: `JSONError` with the code `invalidNumber` if the value is infinite or NaN; nothing is written.
    public mutating func double(_ value: Double) throws(JSONError) {
        guard value.isFinite else {
            throw JSONError(.invalidNumber, "JSON has no way to write the number \(value).")
        }
        finite(value)
    }

    /// Writes a number literal.
    ///
    /// - Throws: `JSONError` if the text is not a JSON number; nothing is written.
    public mutating func number(text: String) throws(JSONError) {
        _ = try JSONNumber(text: text)
        raw(text.utf8)
    }

    /// Writes a number.
    public mutating func number(_ value: JSONNumber) {
        switch value.storage {
        case .integer(let value): int(value)
        case .unsigned(let value): int(value)
        case .double(let value): finite(value)
        case .literal(let text): raw(text.utf8)
        }
    }

    private mutating func finite(_ value: Double) {
        raw(value.description.utf8)
    }

    private mutating func decimal(_ value: UInt64) {
        guard value >= 10 else { return bytes.append(ASCII.zero &+ UInt8(truncatingIfNeeded: value)) }
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var rest = value
        var first = 20
        while rest > 0 {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            first &-= 1
            digits[first] = ASCII.zero &+ UInt8(truncatingIfNeeded: digit)
            rest = quotient
        }
        bytes.append(digits.span.extracting(first..<20))
    }

    /// Appends the text in quotes, escaped.
    mutating func quoted(_ text: Span<UInt8>) {
        bytes.append(ASCII.quote)
        bytes.append(escaping: text)
        bytes.append(ASCII.quote)
    }

    /// Appends the text in quotes, escaped.
    mutating func quoted(_ text: StaticString) {
        guard text.hasPointerRepresentation else { return quoted(text.description.utf8Span.span) }
        unsafe quoted(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount).span)
    }
}
