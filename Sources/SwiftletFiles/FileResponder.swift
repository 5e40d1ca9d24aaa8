import Swiftlet

/// Makes the response that a request gets for a file.
struct FileResponder {
    private let request: Request
    private let context: Context

    /// Up to this size a body is read at once; beyond it, in parts of this size.
    private static let partSize = 262_144
    /// Packages of functions have a fixed date for all their files, not later than this: 2 January 1980.
    private static let lastFixedDate = 315_619_200

    init(_ request: Request, _ context: Context) {
        self.request = request
        self.context = context
    }

    /// The response to GET or HEAD.
    ///
    /// - Throws: ``FileError`` if the file cannot be read, or is longer than the platform delivers.
    func response(_ file: OpenFile, contentType: String) throws(FileError) -> Response {
        let isDated = file.modified.seconds > Self.lastFixedDate
        // Before the whole file is read for its tag.
        if sendsWhole { try checkSize(file.size, of: file) }
        let contents = FileContents(file)
        let tag = try Self.tag(of: contents, isDated: isDated)
        var response = Response(headers: [.contentType: contentType, .eTag: tag, .acceptRanges: "bytes"])
        if isDated { response.headers[.lastModified] = HTTPDate.format(file.modified.seconds) }
        let conditions = FileConditions(request, tag: tag, modified: isDated ? file.modified.seconds : nil)
        switch conditions.outcome {
        case .met: break
        case .notModified: return response.withoutContent(.notModified)
        case .failed: return response.withoutContent(.preconditionFailed)
        }
        guard request.method == .get else {
            response.headers[.contentLength] = String(file.size)
            return response
        }
        var ranges = ByteRanges.whole
        if let field = request.header(.range), conditions.allowsRange { ranges = ByteRanges(field, size: file.size) }
        switch ranges {
        case .whole:
            response.body = try body(contents, [.file(0..<file.size)])
        case .unsatisfiable:
            response = response.withoutContent(.rangeNotSatisfiable)
            response.headers[.contentRange] = "bytes */\(file.size)"
        case .parts(let parts):
            response.status = .partialContent
            let pieces: [Piece]
            if let multipart = multipart(parts, of: file, contentType) {
                response.headers[.contentType] = multipart.type
                pieces = multipart.pieces
            } else {
                let part = parts[0].prefix(maximumBodySize(contentType))
                response.headers[.contentRange] = Self.contentRange(part, file)
                pieces = [.file(part)]
            }
            response.body = try body(contents, pieces)
        }
        return response
    }

    /// A piece of a body.
    private enum Piece {
        case text(String)
        case file(Range<Int>)

        var count: Int {
            switch self {
            case .text(let text): text.utf8.count
            case .file(let range): range.count
            }
        }
    }

    /// Whether the response to the request is certainly the whole file.
    private var sendsWhole: Bool {
        let conditions: [HTTPField.Name] = [
            .range, .ifMatch, .ifNoneMatch, .ifModifiedSince, .ifUnmodifiedSince,
        ]
        return request.method == .get && conditions.allSatisfy { request.header($0) == nil }
    }

    private func checkSize(_ count: Int, of file: OpenFile) throws(FileError) {
        guard streams || count <= request.shape.maximumResponseSize else {
            throw FileError(
                .tooLarge,
                """
                A file of \(file.size) bytes is longer than the \(request.shape.maximumResponseSize) bytes that the \
                platform delivers in one response.
                """
            )
        }
    }

    /// How many bytes of a body the platform certainly delivers, with the header fields beside them: others than text are
    /// sent as base64, and an escape of JSON has six bytes at most.
    private func maximumBodySize(_ contentType: String) -> Int {
        guard !streams else { return .max }
        let available = request.shape.maximumResponseSize - 16_384
        return MediaType.isText(contentType, or: request.textTypes) ? available / 6 : available / 4 * 3
    }

    private func body(_ contents: FileContents, _ pieces: [Piece]) throws(FileError) -> Response.Body {
        let file = contents.file
        let count = pieces.reduce(0) { $0 + $1.count }
        try checkSize(count, of: file)
        if count <= Self.partSize {
            var bytes: [UInt8] = []
            for piece in pieces {
                switch piece {
                case .text(let text): bytes += text.utf8
                case .file(let range): bytes += try contents.read(range)
                }
            }
            return .bytes(bytes)
        }
        return .stream(
            BodyStream { write in
                for piece in pieces {
                    switch piece {
                    case .text(let text):
                        try await write(Array(text.utf8))
                    case .file(let range):
                        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.partSize) {
                            try await write(file.read(start..<min(start + Self.partSize, range.upperBound)))
                        }
                    }
                }
            }
        )
    }

    /// Whether the response is sent while it is read; a request without an event has no limit.
    private var streams: Bool {
        guard let event = request.event else { return true }
        return context.streamsResponses && request.shape.streamsResponse(to: event)
    }

    /// The body of several ranges (RFC 9110, section 14.6): as much of them, from the first on, as the platform delivers.
    ///
    /// The response may have a subset of what was requested (section 15.3.7), and says which: players request all of a file
    /// with `bytes=0-`, and go on from where the response ends.
    ///
    /// - Returns: `nil` where the body is only one range, which is sent by itself.
    private func multipart(
        _ ranges: [Range<Int>],
        of file: OpenFile,
        _ contentType: String
    ) -> (type: String, pieces: [Piece])? {
        guard ranges.count > 1 else { return nil }
        let boundary = Self.boundary()
        let type = "multipart/byteranges; boundary=\(boundary)"
        let end = "\r\n--\(boundary)--\r\n"
        var available = maximumBodySize(type) - end.utf8.count
        var pieces: [Piece] = []
        for range in ranges {
            // Of a part that is cut short the numbers have no more digits.
            let head = Self.partHead(range, of: file, contentType, boundary, isFirst: pieces.isEmpty)
            available -= head.utf8.count
            guard available > 0 else { break }
            let part = range.prefix(available)
            available -= part.count
            pieces.append(.text(Self.partHead(part, of: file, contentType, boundary, isFirst: pieces.isEmpty)))
            pieces.append(.file(part))
        }
        return pieces.count > 2 ? (type, pieces + [.text(end)]) : nil
    }

    private static func partHead(
        _ range: Range<Int>,
        of file: OpenFile,
        _ contentType: String,
        _ boundary: String,
        isFirst: Bool
    ) -> String {
        "\(isFirst ? "" : "\r\n")--\(boundary)\r\nContent-Type: \(contentType)\r\n"
            + "Content-Range: \(contentRange(range, file))\r\n\r\n"
    }

    private static func contentRange(_ range: Range<Int>, _ file: OpenFile) -> String {
        "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"
    }

    /// A random boundary, so that no file contains it.
    private static func boundary() -> String {
        var generator = SystemRandomNumberGenerator()
        return String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
    }

    /// A strong entity tag: from size and date, or where the date says nothing, from the bytes.
    private static func tag(of contents: FileContents, isDated: Bool) throws(FileError) -> String {
        let file = contents.file
        if isDated {
            return quoted([file.modified.seconds, file.modified.nanoseconds, file.size])
        }
        return try EntityTagCache.shared.tag(of: file.version) { () throws(FileError) in try hash(contents) }
    }

    private static func hash(_ contents: FileContents) throws(FileError) -> String {
        let file = contents.file
        // FNV-1a of 64 bits, twice with different seeds: a tag must differ where the bytes do, and need not be secret.
        var (first, second): (UInt64, UInt64) = (0xcbf2_9ce4_8422_2325, 0x9ae1_6a3b_2f90_404f)
        for start in stride(from: 0, to: file.size, by: partSize) {
            for byte in try contents.read(start..<min(start + partSize, file.size)) {
                first = (first ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
                second = (second ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            }
        }
        return quoted([first, second, UInt64(file.size)])
    }

    private static func quoted(_ numbers: [some BinaryInteger]) -> String {
        "\"" + numbers.map { String($0, radix: 36) }.joined(separator: "-") + "\""
    }
}

extension Response {
    /// The response with another status and without what describes a body.
    fileprivate func withoutContent(_ status: HTTPResponse.Status) -> Response {
        var response = self
        response.status = status
        response.headers[.contentType] = nil
        return response
    }
}
