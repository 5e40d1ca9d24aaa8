/// The unsent part of a request, in pieces.
struct OutgoingRequest {
    private enum Rest {
        case nothing
        case bytes([UInt8])
        case channel(UploadChannel)
    }

    /// The current piece, and the number of its bytes that have been sent.
    private var piece: [UInt8] = []
    private var sent = 0
    /// The rest after the current piece.
    private var rest = Rest.nothing
    private var isAborted = false

    /// A larger buffer is not kept for the next request.
    private static let maxRetainedCapacity = 128 * 1024

    /// Whether all of the request has been sent.
    var isSent: Bool {
        guard case .nothing = rest else { return false }
        return sent == piece.count && !isAborted
    }

    /// Starts a request with its head.
    mutating func begin(_ request: HTTPConnectionRequest, host: String) {
        piece.removeAll(keepingCapacity: true)
        sent = 0
        isAborted = false
        let hasBody = request.write(to: &piece, host: host)
        switch request.body {
        case .none:
            rest = .nothing
        case .bytes(let bytes):
            rest = hasBody ? .nothing : .bytes(bytes)
        case .channel(let channel):
            rest = .channel(channel)
        }
    }

    /// Fetches the next piece if necessary, and returns whether there is anything to send now.
    ///
    /// - Throws: The error of the body's channel.
    mutating func fill() throws -> Bool {
        if isAborted { return false }
        while sent == piece.count {
            switch rest {
            case .nothing:
                return false
            case .bytes(let bytes):
                piece = bytes
                rest = .nothing
            case .channel(let channel):
                switch channel.take() {
                case .bytes(let bytes):
                    piece.removeAll(keepingCapacity: true)
                    piece += String(bytes.count, radix: 16).utf8
                    piece += "\r\n".utf8
                    piece += bytes
                    piece += "\r\n".utf8
                case .end(let trailers):
                    piece = Self.lastChunk(trailers)
                    rest = .nothing
                case .pending:
                    return false
                case .failed(let error):
                    throw error
                }
            }
            sent = 0
        }
        return true
    }

    private static func lastChunk(_ trailers: [UploadChannel.Trailer]) -> [UInt8] {
        var bytes = Array("0\r\n".utf8)
        for (name, value) in trailers where HeaderLine.isName(name) && HeaderLine.isValue(value) {
            bytes += "\(name): \(value)\r\n".utf8
        }
        return bytes + "\r\n".utf8
    }

    /// Calls `body` with the unsent bytes of the current piece.
    func withUnsent<T>(_ body: (Span<UInt8>) -> T) -> T {
        body(piece.span.extracting(sent...))
    }

    mutating func advance(by count: Int) {
        sent += count
    }

    /// Stops sending: the server does not read the rest.
    mutating func abort() {
        isAborted = true
    }

    /// Ends the request and releases its body.
    mutating func end() {
        rest = .nothing
        if piece.capacity > Self.maxRetainedCapacity { piece = [] }
    }
}
