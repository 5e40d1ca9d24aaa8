import HTTPTypes

extension Request {
    /// The values of the cookies with a case-sensitive name, in the order sent by the client.
    public func cookies(named name: String) -> [String] {
        cookies.lazy.filter { $0.name.utf8Equals(name) }.map(\.value)
    }

    /// The cookies in the order sent by the client; pairs without `=` are skipped.
    ///
    /// Double-quoted values are unquoted and unescaped as by
    /// [Python's `http.cookies`](https://docs.python.org/3/library/http.cookies.html), and thus Starlette: `"a\054b"` is
    /// `a,b`.
    public var cookies: [QueryItem] {
        var items: [QueryItem] = []
        for field in headers where field.name == .cookie {
            for pair in field.value.utf8.split(separator: UInt8(ascii: ";")) {
                guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
                let name = Substring(pair[..<equals]).trimmed
                let value = Substring(pair[pair.index(after: equals)...]).trimmed
                if !name.isEmpty { items.append(QueryItem(String(name), value.unquotedCookieValue)) }
            }
        }
        return items
    }
}

extension Substring {
    /// The unquoted value of a cookie: a backslash escapes a character code in three octal digits, or the next character.
    fileprivate var unquotedCookieValue: String {
        let bytes = utf8
        let quote = UInt8(ascii: "\"")
        guard bytes.count >= 2, bytes.first == quote, bytes.last == quote else { return String(self) }
        let content = bytes.dropFirst().dropLast()
        guard content.contains(UInt8(ascii: "\\")) else { return String(Substring(content)) }
        var value: [UInt8] = []
        var rest = content[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.first else {
                value.append(byte)
                continue
            }
            let digits = rest.prefix(3)
            if digits.count == 3, 0x30...0x33 ~= next, digits.allSatisfy({ 0x30...0x37 ~= $0 }) {
                let code = digits.reduce(UInt8(0)) { $0 << 3 | ($1 - 0x30) }
                value.append(contentsOf: String(Unicode.Scalar(code)).utf8)
                rest = rest.dropFirst(3)
            } else {
                value.append(next)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: value, as: UTF8.self)
    }
}
