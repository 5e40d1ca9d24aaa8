/// An error of parsing or writing JSON.
///
/// The position is where the text stops being valid JSON. The message contains at most one character of the text.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of error, as an open set.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The text ends too early, or is empty.
        public static let unexpectedEnd = Code("unexpectedEnd")
        /// A character is not allowed at its position.
        public static let unexpectedCharacter = Code("unexpectedCharacter")
        /// A string is not well-formed UTF-8.
        public static let invalidUTF8 = Code("invalidUTF8")
        /// An escaped surrogate is not part of a pair.
        public static let loneSurrogate = Code("loneSurrogate")
        /// A backslash is followed by an unknown escape.
        public static let invalidEscape = Code("invalidEscape")
        /// A control character in a string is not escaped.
        public static let controlCharacter = Code("controlCharacter")
        /// A number is malformed, or not finite.
        public static let invalidNumber = Code("invalidNumber")
        /// The nesting exceeds the limit.
        public static let tooDeep = Code("tooDeep")
        /// The text exceeds the size limit.
        public static let tooLarge = Code("tooLarge")
        /// The value is followed by other content.
        public static let trailingContent = Code("trailingContent")
        /// The text begins with a byte order mark.
        public static let byteOrderMark = Code("byteOrderMark")

        /// The name of the code.
        public let description: String

        private init(_ name: String) {
            description = name
        }
    }

    /// The kind of error.
    public let code: Code

    /// The error message.
    public let message: String

    /// The byte offset of the error; the length of the text if it ends too early, and 0 for a writing error.
    public let offset: Int

    /// The line of the error, from 1.
    ///
    /// A line ends with a newline character.
    public let line: Int

    /// The column of the error in Unicode scalars, from 1.
    public let column: Int

    /// The error of Python's parser; see `pythonMessage`.
    let python: PythonReport

    /// The message and the position.
    public var description: String { "\(message) (line \(line), column \(column), byte \(offset))" }

    /// Creates a writing error, which has no position.
    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
        offset = 0
        line = 1
        column = 1
        python = PythonReport(message: message, characterOffset: 0)
    }

    init(_ fault: ParseError, in bytes: [UInt8], limits: JSONLimits) {
        let text = bytes.span
        offset = fault.offset
        var line = 1
        var column = 1
        for index in 0..<min(fault.offset, text.count) {
            if text[index] == ASCII.newline {
                line += 1
                column = 1
            } else if text[index] & 0xc0 != 0x80 {
                column += 1
            }
        }
        self.line = line
        self.column = column
        (code, message) = fault.explanation(text, limits: limits)
        python = PythonReport(fault, in: text)
    }
}

extension ParseError {
    fileprivate func explanation(_ text: Span<UInt8>, limits: JSONLimits) -> (JSONError.Code, String) {
        switch kind {
        case .expectedValue: unexpected(text, "a value was expected")
        case .expectedKey: unexpected(text, "a key in double quotes was expected")
        case .expectedColon: unexpected(text, "a colon was expected after a key")
        case .expectedCommaInArray: unexpected(text, "a comma or the end of an array was expected")
        case .expectedCommaInObject: unexpected(text, "a comma or the end of an object was expected")
        case .misspelledLiteral: unexpected(text, "true, false or null was expected")
        case .unterminatedString: (.unexpectedEnd, "The text ends inside a string.")
        case .controlCharacter:
            (.controlCharacter, "The control character \(name(text)) in a string is not escaped.")
        case .unknownEscape: (.invalidEscape, "A backslash is followed by something that is not an escape.")
        case .malformedUnicodeEscape: (.invalidEscape, "An escape \\u is not followed by four hexadecimal digits.")
        case .loneSurrogate: (.loneSurrogate, "An escaped surrogate is not part of a pair.")
        case .invalidUTF8: (.invalidUTF8, "A string is not well-formed UTF-8 at \(name(text)).")
        case .numberWithoutDigits: number(text, "a minus sign must be followed by a digit")
        case .leadingZero: (.invalidNumber, "A number begins with a zero that is followed by another digit.")
        case .fractionWithoutDigits: number(text, "a decimal point must be followed by a digit")
        case .exponentWithoutDigits: number(text, "an exponent must have a digit")
        case .tooDeep: (.tooDeep, "Arrays and objects are nested deeper than \(limits.maxDepth) levels.")
        case .trailingContent: (.trailingContent, "The value is followed by \(name(text)).")
        case .byteOrderMark: (.byteOrderMark, "The text begins with a byte order mark.")
        case .tooLarge: (.tooLarge, "The text has \(text.count) bytes, more than the \(limits.maxBytes) allowed.")
        case .tapeFull: (.tooLarge, "The text has too many values.")
        }
    }

    private func unexpected(_ text: Span<UInt8>, _ expectation: String) -> (JSONError.Code, String) {
        offset < text.count
            ? (.unexpectedCharacter, "There is \(name(text)) where \(expectation).")
            : (.unexpectedEnd, text.isEmpty ? "The text is empty." : "The text ends where \(expectation).")
    }

    private func number(_ text: Span<UInt8>, _ rule: String) -> (JSONError.Code, String) {
        offset < text.count
            ? (.invalidNumber, "There is \(name(text)) in a number, where \(rule).")
            : (.unexpectedEnd, "The text ends in a number, where \(rule).")
    }

    /// The invalid character or byte, for messages.
    private func name(_ text: Span<UInt8>) -> String {
        guard offset < text.count else { return "the end" }
        let byte = text[offset]
        if 0x20..<0x7f ~= byte { return "'\(Unicode.Scalar(byte))'" }
        let digits = String(byte, radix: 16, uppercase: true)
        return "byte 0x\(digits.count < 2 ? "0" : "")\(digits)"
    }
}
