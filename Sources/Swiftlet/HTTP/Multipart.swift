/// A parser for `multipart/form-data` bodies (RFC 7578, with the delimiters of RFC 2046, section 5.1).
enum Multipart {
    /// A part: a field or a file.
    struct Part: Hashable {
        /// The field name.
        let name: String
        /// The filename sent by the client, or `nil` for a field.
        let filename: String?
        /// The content type of the part, or `nil` if it has none.
        let contentType: String?
        /// The content of the part.
        let bytes: [UInt8]

        /// The text of a field, or `nil` for a file.
        var text: String? {
            filename == nil ? String(decoding: bytes, as: UTF8.self) : nil
        }

        /// The file, or `nil` for a field.
        var file: UploadedFile? {
            filename.map { UploadedFile(filename: $0, contentType: contentType, bytes: bytes) }
        }
    }

    /// The maximum size of a part's header in bytes.
    static let maxHeaderSize = 8192

    /// Splits a body into its parts.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - boundary: The boundary in the content type.
    ///   - limit: The maximum number of parts; parsing stops once it is exceeded.
    /// - Returns: The parts, at most one more than `limit`.
    /// - Throws: ``MultipartError`` if the body is malformed or truncated.
    static func parse(_ body: [UInt8], boundary: String, limit: Int = .max) throws(MultipartError) -> [Part] {
        guard (1...70).contains(boundary.utf8.count) else {
            throw .missingBoundary
        }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter may follow a preamble or begin the body, without a preceding line break.
        let opening = Array(delimiter.dropFirst(2))
        var position: Int
        if body.starts(with: opening), endsLine(body, at: opening.count) {
            position = opening.count
        } else if let first = nextDelimiter(delimiter, in: body, from: 0) {
            position = first + delimiter.count
        } else {
            throw .invalidData
        }
        var parts: [Part] = []
        while !isClosing(body, at: position) {
            position = skipPadding(body, from: position)
            guard let end = nextDelimiter(delimiter, in: body, from: position) else {
                throw .invalidData
            }
            parts.append(try part(body[(position + 2)..<max(end, position + 2)]))
            if parts.count > limit { break }
            position = end + delimiter.count
        }
        return parts
    }

    /// The position of the next delimiter, which must be a complete line: a longer line is content.
    private static func nextDelimiter(_ delimiter: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        var position = start
        while let found = body.firstIndex(of: delimiter, from: position) {
            if endsLine(body, at: found + delimiter.count) { return found }
            position = found + 1
        }
        return nil
    }

    private static func endsLine(_ body: [UInt8], at position: Int) -> Bool {
        isClosing(body, at: position) || body[skipPadding(body, from: position)...].starts(with: "\r\n".utf8)
    }

    private static func isClosing(_ body: [UInt8], at position: Int) -> Bool {
        body[position...].starts(with: "--".utf8)
    }

    private static func skipPadding(_ body: [UInt8], from start: Int) -> Int {
        var position = start
        while position < body.count, body[position] == UInt8(ascii: " ") || body[position] == UInt8(ascii: "\t") {
            position += 1
        }
        return position
    }

    private static func part(_ bytes: ArraySlice<UInt8>) throws(MultipartError) -> Part {
        let blank = Array("\r\n\r\n".utf8)
        let header: ArraySlice<UInt8>
        let content: ArraySlice<UInt8>
        if bytes.starts(with: Array("\r\n".utf8)) {
            header = []
            content = bytes.dropFirst(2)
        } else if let end = bytes.firstIndex(of: blank, from: bytes.startIndex) {
            header = bytes[..<end]
            content = bytes[(end + blank.count)...]
        } else {
            throw .invalidData
        }
        guard header.count <= maxHeaderSize else {
            throw .invalidData
        }
        var disposition: HeaderParameters?
        var contentType: String?
        for line in lines(header) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let value = String(Substring(String(decoding: line[(colon + 1)...], as: UTF8.self)).trimmed)
            let name = line[..<colon].lazy.map(\.asciiLowercased)
            if name.elementsEqual("content-disposition".utf8) {
                disposition = HeaderParameters(value)
            } else if name.elementsEqual("content-type".utf8) {
                contentType = value
            }
        }
        guard let disposition, disposition.value.utf8.lazy.map(\.asciiLowercased).elementsEqual("form-data".utf8),
            let name = disposition["name"]
        else {
            throw .missingName
        }
        return Part(
            name: unescaped(name),
            filename: disposition["filename"].map { basename(unescaped($0)) },
            contentType: contentType,
            bytes: Array(content)
        )
    }

    /// A name with its quotes unescaped: browsers send them as `%22` and escape no other printable characters
    /// ([WHATWG HTML](https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data)).
    private static func unescaped(_ name: String) -> String {
        guard name.utf8.contains(UInt8(ascii: "%")) else { return name }
        var bytes: [UInt8] = []
        var rest = Substring(name).utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.starts(with: "22".utf8) {
                rest.removeFirst(2)
                bytes.append(UInt8(ascii: "\""))
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The last component of a Windows path, as in python-multipart; other names are unchanged.
    private static func basename(_ filename: String) -> String {
        let bytes = filename.utf8
        guard bytes.dropFirst().starts(with: ":\\".utf8) || bytes.starts(with: "\\\\".utf8),
            let last = bytes.lastIndex(of: UInt8(ascii: "\\"))
        else { return filename }
        return String(Substring(bytes[bytes.index(after: last)...]))
    }
}

extension Multipart {
    /// The lines of a header without line breaks.
    private static func lines(_ header: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        let lineBreak = Array("\r\n".utf8)
        var lines: [ArraySlice<UInt8>] = []
        var start = header.startIndex
        while let end = header.firstIndex(of: lineBreak, from: start) {
            lines.append(header[start..<end])
            start = end + lineBreak.count
        }
        return lines + [header[start...]]
    }
}

extension RandomAccessCollection<UInt8> where Index == Int {
    /// The first position of a pattern at or after a position, or `nil` if there is none.
    func firstIndex(of pattern: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first, count >= pattern.count else { return nil }
        var position = start
        while let found = self[position...].firstIndex(of: first), found + pattern.count <= endIndex {
            if self[found..<(found + pattern.count)].elementsEqual(pattern) { return found }
            position = found + 1
        }
        return nil
    }
}
