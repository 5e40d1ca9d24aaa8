/// A header field value with parameters, such as `form-data; name="file"; filename="a.txt"` (RFC 9110, section 5.6.6).
///
/// Parsing operates on bytes, because a combining mark after a quote or a semicolon would hide it from `Character`. A
/// backslash only escapes a quote or a backslash, as in python-multipart: clients send Windows paths unescaped, as noted in
/// RFC 7578, section 4.2.
struct HeaderParameters {
    /// The value before the first parameter, without surrounding whitespace.
    let value: String
    private let parameters: [(name: String, value: String)]

    init(_ field: String) {
        var parts = Self.split(field)[...]
        self.value = parts.popFirst().map { String($0.trimmed) } ?? ""
        self.parameters = parts.compactMap { part in
            guard let equals = part.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let name = part[..<equals].trimmed.utf8.map(\.asciiLowercased)
            let value = part[part.utf8.index(after: equals)...].trimmed
            return (String(decoding: name, as: UTF8.self), Self.unquoted(value))
        }
    }

    /// The value of the first parameter with a name, in lower case.
    subscript(_ name: String) -> String? {
        parameters.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// Splits at semicolons outside of quotes.
    private static func split(_ field: String) -> [Substring] {
        let bytes = field.utf8
        var parts: [Substring] = []
        var start = bytes.startIndex
        var isQuoted = false
        var isEscaped = false
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: ";"), !isQuoted {
                parts.append(field[start..<index])
                start = bytes.index(after: index)
                continue
            }
            if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            isEscaped = byte == UInt8(ascii: "\\") && isQuoted && !isEscaped
        }
        return parts + [field[start...]]
    }

    private static func unquoted(_ text: Substring) -> String {
        let bytes = text.utf8
        guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else {
            return String(text)
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count - 2)
        var rest = bytes.dropFirst().dropLast()
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), let next = rest.first,
                next == UInt8(ascii: "\\") || next == UInt8(ascii: "\"")
            {
                rest.removeFirst()
                result.append(next)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
