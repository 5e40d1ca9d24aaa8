/// The text format of COPY; see https://www.postgresql.org/docs/15/sql-copy.html#id-1.9.3.55.9.2.
enum PostgresCopyText {
    /// Appends a row: columns separated by tabs, and a line feed.
    ///
    /// - Throws: ``SQLError`` for a value that cannot be stored.
    static func append(_ row: [any SQLEncodable], to buffer: inout [UInt8]) throws(SQLError) {
        for (index, value) in row.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: "\t")) }
            let value = value.sqlValue
            try value.check(for: .postgres)
            append(value.postgresText, to: &buffer)
        }
        buffer.append(UInt8(ascii: "\n"))
    }

    private static func append(_ text: String?, to buffer: inout [UInt8]) {
        guard let text else {
            buffer.append(contentsOf: "\\N".utf8)
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): buffer.append(contentsOf: "\\\\".utf8)
            case UInt8(ascii: "\t"): buffer.append(contentsOf: "\\t".utf8)
            case UInt8(ascii: "\n"): buffer.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\r"): buffer.append(contentsOf: "\\r".utf8)
            default: buffer.append(byte)
            }
        }
    }
}
