extension JSONNode {
    /// Whether the value is the literal `null`.
    public var isNull: Bool { word.kind == .null }

    /// The value of `true` or `false`.
    @inlinable
    public var bool: Bool? { document.bool(at: index) }

    /// The decoded string.
    @inlinable
    public var string: String? { document.string(at: index) }

    /// Whether the value is a string of exactly these code points, compared without decoding.
    public func equals(_ text: String) -> Bool {
        let word = word
        return word.isStringWord && document.string(word, equals: text.utf8Span.span)
    }

    /// Whether the value is a string of exactly these code points, compared without decoding.
    public func equals(_ text: StaticString) -> Bool {
        equals(text.description)
    }

    /// The integer, if the literal has no fraction or exponent and its value fits.
    @inlinable
    public var int: Int? { document.int64(at: index).flatMap(Int.init(exactly:)) }

    /// The integer, if the literal has no fraction or exponent and its value fits.
    @inlinable
    public var int64: Int64? { document.int64(at: index) }

    /// The integer, if the literal has no fraction or exponent and its value fits.
    public var uint64: UInt64? {
        let word = word
        guard word.kind == .integer else { return nil }
        let bytes = document.bytes
        return NumberText.uint64(bytes.span, offset: word.offset, length: word.length)
    }

    /// The double nearest to the number.
    ///
    /// `nil` if the number exceeds the finite doubles, such as `1e400`; an underflow is zero.
    public var double: Double? {
        let word = word
        guard word.kind == .integer || word.kind == .decimal else { return nil }
        let bytes = document.bytes
        return NumberText.double(bytes.span, offset: word.offset, length: word.length)
    }

    /// The literal's text, if the value is a number.
    public var numberText: String? {
        let word = word
        return word.kind == .integer || word.kind == .decimal ? document.string(word) : nil
    }

    /// The number with its exact value.
    public var number: JSONNumber? {
        let word = word
        switch word.kind {
        case .integer:
            if let value = int64 { return JSONNumber(value) }
            if let value = uint64 { return JSONNumber(value) }
            return JSONNumber(literal: document.string(word))
        case .decimal:
            let bytes = document.bytes
            let text = bytes.span
            let digits = NumberText.significantDigits(text, offset: word.offset, length: word.length)
            guard digits <= JSONNumber.longestDescription,
                let value = NumberText.double(text, offset: word.offset, length: word.length)
            else { return JSONNumber(literal: document.string(word)) }
            // A normal double preserves any fifteen digits.
            if digits <= JSONNumber.exactDigits, value.isNormal || digits == 0 { return JSONNumber(finite: value) }
            let literal = document.string(word)
            return DecimalForm(literal) == DecimalForm(value.description)
                ? JSONNumber(finite: value) : JSONNumber(literal: literal)
        default:
            return nil
        }
    }
}
