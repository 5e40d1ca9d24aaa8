import Swiftlet

/// Creates the response to a request for a file.
struct FileResponder {
    private let request: Request
    private let context: Context

    /// The maximum size of a buffered body; a larger one is streamed in parts of this size.
    private static let partSize = 262_144
    /// The latest fixed modification date of all files of a deployment package: 2 January 1980.
    private static let lastFixedDate = 315_619_200

    init(_ request: Request, context: Context) {
        self.request = request
        self.context = context
    }

    /// The response to GET or HEAD.
    ///
    /// - Throws: ``FileError`` if the file cannot be read, or exceeds the platform's limit.
    func response(_ file: OpenFile, contentType: String) throws(FileError) -> Response {
        let isDated = file.modified.seconds > Self.lastFixedDate
        // Check before the whole file is hashed.
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

    /// Whether the response is the whole file regardless of its state.
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
                The file has \(file.size) bytes, more than the \(request.shape.maximumResponseSize) bytes that the \
                platform accepts in one response.
                """
            )
        }
    }

    /// The maximum number of bytes of a body that fit the platform's limit, including header fields: binary content is
    /// base64-encoded, and a JSON escape has at most six bytes.
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

    /// Whether the response may be streamed; a request without an event has no size limit.
    private var streams: Bool {
        guard let event = request.event else { return true }
        return context.streamsResponses && request.shape.streamsResponse(to: event)
    }

    /// Returns the `multipart/byteranges` body of multiple ranges (RFC 9110, section 14.6), shortened to the platform's limit.
    ///
    /// A subset of the ranges is allowed (section 15.3.7), and `Content-Range` states it: media players request `bytes=0-`, and
    /// continue at the end of the response.
    ///
    /// - Returns: The content type and the pieces of the body, or `nil` if only one range is sent, which is not a multipart
    ///   response.
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
        func partHead(_ range: Range<Int>, isFirst: Bool) -> String {
            "\(isFirst ? "" : "\r\n")--\(boundary)\r\nContent-Type: \(contentType)\r\n"
                + "Content-Range: \(Self.contentRange(range, file))\r\n\r\n"
        }
        for range in ranges {
            // The head of a shortened part is not longer, because its numbers do not have more digits.
            let head = partHead(range, isFirst: pieces.isEmpty)
            available -= head.utf8.count
            guard available > 0 else { break }
            let part = range.prefix(available)
            available -= part.count
            pieces.append(.text(partHead(part, isFirst: pieces.isEmpty)))
            pieces.append(.file(part))
        }
        return pieces.count > 2 ? (type, pieces + [.text(end)]) : nil
    }

    private static func contentRange(_ range: Range<Int>, _ file: OpenFile) -> String {
        "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"
    }

    /// A random boundary, so that no file contains it.
    private static func boundary() -> String {
        var generator = SystemRandomNumberGenerator()
        return String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
    }

    /// A strong entity tag: from size and date, or if the date is fixed, from the contents.
    private static func tag(of contents: FileContents, isDated: Bool) throws(FileError) -> String {
        let file = contents.file
        if isDated {
            return quoted([file.modified.seconds, file.modified.nanoseconds, file.size])
        }
        return try EntityTagCache.shared.tag(of: file.version) { () throws(FileError) in try hash(contents) }
    }

    private static func hash(_ contents: FileContents) throws(FileError) -> String {
        let file = contents.file
        // 64-bit FNV-1a with two seeds: tags must differ if the contents do, but need not be secret.
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
    /// The response with another status and without the body's header fields.
    fileprivate func withoutContent(_ status: HTTPResponse.Status) -> Response {
        var response = self
        response.status = status
        response.headers[.contentType] = nil
        return response
    }
}
