/// A compact error of the parser, from which `JSONError` is created.
struct ParseError: Error {
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
        /// The estimated capacity of the tape was too small; handled by `JSONDocument`.
        case tapeFull
    }

    var kind: Kind

    /// The offset of the invalid byte; the text's length if it ends too early.
    var offset: Int

    /// The start of the invalid token: the string, literal or part of a number.
    var tokenOffset: Int

    /// Whether it is inside an array or object.
    var isNested = false

    @inline(__always)
    init(_ kind: Kind, at offset: Int, token: Int? = nil) {
        self.kind = kind
        self.offset = offset
        tokenOffset = token ?? offset
    }
}
