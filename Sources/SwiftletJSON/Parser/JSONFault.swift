/// What the parser found wrong, in the few words it can throw cheaply; `JSONError` says it in full.
struct JSONFault: Error {
    enum Kind {
        case expectedValue
        case expectedKey
        case expectedColon
        case expectedCommaInArray
        case expectedCommaInObject
        case misspelledLiteral
        case unterminatedString
        case controlCharacter
        case unknownEscape
        case malformedUnicodeEscape
        case loneSurrogate
        case invalidUTF8
        case numberWithoutDigits
        case leadingZero
        case fractionWithoutDigits
        case exponentWithoutDigits
        case tooDeep
        case trailingContent
        case byteOrderMark
        case tooLarge
        /// The tape's capacity was a guess and too small. Never leaves `JSONDocument`.
        case tapeFull
    }

    var kind: Kind

    /// The byte at fault.
    ///
    /// Equal to the text's length where the text ends too soon.
    var offset: Int

    /// Where a parser that reads whole tokens would report the fault: the start of the string, literal or number part.
    var tokenOffset: Int

    /// Whether an array or object was open.
    var isNested = false

    @inline(__always)
    init(_ kind: Kind, at offset: Int, token: Int? = nil) {
        self.kind = kind
        self.offset = offset
        tokenOffset = token ?? offset
    }
}
