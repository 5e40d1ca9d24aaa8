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

    /// Writes an integer of the type that most are, without asking what type it is of.
    package mutating func int(_ value: Int64) {
        beforeValue()
        if value < 0 {
            bytes.append(ASCII.minus)
        }
        decimal(value.magnitude)
        needsComma = true
    }

    /// Writes a double with the fewest digits that read back as the same value, and always as a decimal: `1.0`, `1e+20`.
    ///
    /// - Throws: `JSONError` with the code `invalidNumber` if the value is infinite or not a number; nothing is written.
    public mutating func double(_ value: Double) throws(JSONError) {
        guard value.isFinite else {
            throw JSONError(.invalidNumber, "JSON has no way to write the number \(value).")
        }
        finite(value)
    }

    /// Writes a number as the literal given.
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
        append(digits.span.extracting(first..<20))
    }

    /// Appends the text in quotes, with what must be escaped escaped.
    mutating func quoted(_ text: Span<UInt8>) {
        let count = text.count
        bytes.append(ASCII.quote)
        var copied = 0
        var cursor = 0
        while cursor < count {
            if cursor &+ 8 <= count {
                let plain = WordScan.firstNeedingEscape(in: WordScan.load(text, at: cursor))
                cursor &+= plain
                if plain == 8 { continue }
            }
            guard Self.needsEscape(text[cursor]) else {
                cursor &+= 1
                continue
            }
            append(text.extracting(copied..<cursor))
            escape(text[cursor])
            cursor &+= 1
            copied = cursor
        }
        append(text.extracting(copied..<count))
        bytes.append(ASCII.quote)
    }

    @inline(__always)
    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < ASCII.space || byte == ASCII.quote || byte == ASCII.backslash
    }

    @inline(__always)
    private mutating func append(_ text: Span<UInt8>) {
        // The array copies the bytes before the closure returns.
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(ASCII.backslash)
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x0c: bytes.append(UInt8(ascii: "f"))
        case ASCII.newline: bytes.append(UInt8(ascii: "n"))
        case ASCII.carriageReturn: bytes.append(UInt8(ascii: "r"))
        case ASCII.tab: bytes.append(UInt8(ascii: "t"))
        case ASCII.quote, ASCII.backslash: bytes.append(byte)
        default:
            bytes.append(contentsOf: "u00".utf8)
            for digit in [byte &>> 4, byte & 0xf] {
                bytes.append(digit < 10 ? ASCII.zero &+ digit : UInt8(ascii: "a") &+ digit &- 10)
            }
        }
    }
}
