/// What is still to be sent of a request, in pieces.
struct Outgoing {
    private enum Rest {
        case nothing
        case bytes([UInt8])
        case channel(UploadChannel)
    }

    /// The piece that is being sent, and how much of it has been.
    private var piece: [UInt8] = []
    private var sent = 0
    /// What comes after it.
    private var rest = Rest.nothing
    private var isBroken = false

    /// A piece that was larger is not kept for the next request.
    private static let mostKept = 128 * 1024

    /// Whether all of the request has been sent.
    var isSent: Bool {
        guard case .nothing = rest else { return false }
        return sent == piece.count && !isBroken
    }

    /// Writes the beginning of a request.
    mutating func begin(_ request: HTTPConnectionRequest, host: String) {
        piece.removeAll(keepingCapacity: true)
        sent = 0
        isBroken = false
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

    /// Whether there is something to send now, after the next piece was fetched if need be.
    ///
    /// - Throws: what the body's channel failed with.
    mutating func fill() throws -> Bool {
        if isBroken { return false }
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
                case .notYet:
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

    /// Lends what is to be sent now.
    func withUnsent<T>(_ body: (Span<UInt8>) -> T) -> T {
        body(piece.span.extracting(sent...))
    }

    mutating func advance(by count: Int) {
        sent += count
    }

    /// Nobody takes the rest.
    mutating func breakOff() {
        isBroken = true
    }

    /// The request is over: lets go of its body.
    mutating func end() {
        rest = .nothing
        if piece.capacity > Self.mostKept { piece = [] }
    }
}
