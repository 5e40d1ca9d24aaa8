/// The error of Python's `json.loads` for the same text: message and position.
struct PythonReport: Sendable, Hashable {
    let message: String
    let characterOffset: Int
}

extension PythonReport {
    init(_ fault: ParseError, in text: Span<UInt8>) {
        var fault = fault
        if fault.kind == .unterminatedString, Self.endsInUnicodeEscape(text) {
            // Python requires a character after the four digits before it checks them.
            fault = ParseError(.malformedUnicodeEscape, at: text.count - 6, token: text.count - 5)
        }
        var characters = 0
        for index in 0..<min(fault.tokenOffset, text.count) where text[index] & 0xc0 != 0x80 {
            characters += 1
        }
        characterOffset = characters
        message =
            switch fault.kind {
            case .expectedValue, .misspelledLiteral, .numberWithoutDigits: "Expecting value"
            case .expectedKey: "Expecting property name enclosed in double quotes"
            case .expectedColon: "Expecting ':' delimiter"
            case .expectedCommaInArray, .expectedCommaInObject: "Expecting ',' delimiter"
            case .unterminatedString: "Unterminated string starting at"
            case .controlCharacter: "Invalid control character at"
            case .unknownEscape: "Invalid \\escape"
            case .malformedUnicodeEscape, .loneSurrogate: "Invalid \\uXXXX escape"
            // Python parses the valid prefix of the number and reports the rest.
            case .leadingZero, .fractionWithoutDigits, .exponentWithoutDigits:
                fault.isNested ? "Expecting ',' delimiter" : "Extra data"
            case .trailingContent: "Extra data"
            case .byteOrderMark: "Unexpected UTF-8 BOM (decode using utf-8-sig)"
            case .tooDeep: "maximum recursion depth exceeded while decoding a JSON document"
            case .tooLarge, .tapeFull: "Document too large"
            case .invalidUTF8:
                "'utf-8' codec can't decode byte 0x\(String(text[fault.offset], radix: 16)) in position "
                    + "\(fault.offset): \(UTF8Sequence.pythonReason(text, at: fault.offset))"
            }
    }
    /// Whether the last six bytes are an escape `\uXXXX`, the backslash of which is not escaped itself.
    private static func endsInUnicodeEscape(_ text: Span<UInt8>) -> Bool {
        let backslash = text.count - 6
        guard backslash >= 0, text[backslash + 1] == UInt8(ascii: "u") else { return false }
        var first = backslash + 1
        while first > 0, text[first - 1] == ASCII.backslash {
            first -= 1
        }
        return (backslash + 1 - first) % 2 == 1 && JSONParser.hexQuad(text, at: backslash + 2) != nil
    }
}
