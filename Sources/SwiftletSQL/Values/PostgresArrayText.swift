/// The text format of a one-dimensional array: `{1,NULL,"two words"}`.
enum PostgresArrayText {
    /// Returns the text of an array, with every element quoted so that none is read as NULL or a delimiter.
    static func text(_ elements: [String?]) -> String {
        var text = "{"
        for (index, element) in elements.enumerated() {
            if index > 0 {
                text += ","
            }
            guard let element else {
                text += "NULL"
                continue
            }
            text += "\""
            for character in element.unicodeScalars {
                if character == "\"" || character == "\\" {
                    text.unicodeScalars.append("\\")
                }
                text.unicodeScalars.append(character)
            }
            text += "\""
        }
        return text + "}"
    }

    /// Parses an array; returns `nil` for text that is not a one-dimensional array.
    static func elements(_ text: ArraySlice<UInt8>) -> [[UInt8]?]? {
        var rest = text
        // `[0:2]={…}` gives bounds that do not start at 1. The elements are the same.
        if rest.first == UInt8(ascii: "[") {
            guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            rest = rest[(equals + 1)...]
        }
        guard rest.popFirst() == UInt8(ascii: "{"), rest.popLast() == UInt8(ascii: "}") else { return nil }
        guard !rest.isEmpty else { return [] }
        var elements: [[UInt8]?] = []
        while true {
            guard let element = element(&rest) else { return nil }
            elements.append(element.isNull ? nil : element.bytes)
            guard let delimiter = rest.popFirst() else { return elements }
            guard delimiter == UInt8(ascii: ",") else { return nil }
        }
    }

    private struct Element {
        var bytes: [UInt8] = []
        var isNull = false
    }

    private static func element(_ rest: inout ArraySlice<UInt8>) -> Element? {
        var element = Element()
        guard rest.first == UInt8(ascii: "\"") else {
            while let byte = rest.first, byte != UInt8(ascii: ",") {
                guard byte != UInt8(ascii: "{"), byte != UInt8(ascii: "}"), byte != UInt8(ascii: "\"") else {
                    return nil
                }
                rest = rest.dropFirst()
                if byte == UInt8(ascii: "\\") {
                    guard let escaped = rest.popFirst() else { return nil }
                    element.bytes.append(escaped)
                } else {
                    element.bytes.append(byte)
                }
            }
            guard !element.bytes.isEmpty else { return nil }
            element.isNull = element.bytes == Array("NULL".utf8)
            return element
        }
        rest = rest.dropFirst()
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                return element
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                element.bytes.append(escaped)
            default:
                element.bytes.append(byte)
            }
        }
        return nil
    }
}
