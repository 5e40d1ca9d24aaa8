import Swiftlet
import Synchronization

/// A content coding that a response may have ([RFC 9110, section 8.4.1](https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1)).
///
/// `gzip` and `deflate` are served with zlib. `brotli` is in the library `SwiftletBrotli`, and `zstandard` in
/// `SwiftletZstandard`, so that only applications which use them link the libraries behind them.
public struct ContentCoding: Sendable, Hashable, CustomStringConvertible {
    /// The name in `Content-Encoding`, in lower case.
    public let name: String
    /// Other names of it in `Accept-Encoding`.
    let aliases: [String]
    /// Compresses a whole body.
    let compress: @Sendable (_ bytes: [UInt8], _ level: Compression.Level) async throws -> [UInt8]
    /// Compresses a body part by part, so that each part can be read when it arrives.
    let compressStream: @Sendable (_ body: BodyStream, _ level: Compression.Level) -> BodyStream

    /// How much is compressed before other tasks run on the thread.
    private static let slice = 65_536

    /// Creates a coding.
    ///
    /// - Parameters:
    ///   - name: the name in `Content-Encoding`, in lower case.
    ///   - aliases: other names of it.
    ///   - make: starts a compression of so many bytes, or of an unknown number.
    package init<Format: Compressor & ~Copyable>(
        _ name: String,
        aliases: [String] = [],
        make: @escaping @Sendable (_ level: Compression.Level, _ size: Int?) throws -> sending Format
    ) {
        self.name = name
        self.aliases = aliases
        self.compress = { bytes, level in
            var compressor = try make(level, bytes.count)
            var result: [UInt8] = []
            var rest = bytes[...]
            while rest.count > Self.slice {
                try compressor.append(rest.prefix(Self.slice), .none, to: &result)
                rest = rest.dropFirst(Self.slice)
                await Task.yield()
            }
            try compressor.append(rest, .finish, to: &result)
            return result
        }
        self.compressStream = { body, level in
            BodyStream { write in
                let compressor = Mutex(try make(level, nil))
                let writePart: BodyStream.Write = { part in
                    if part.isEmpty { return }
                    try await write(try compressor.compress(part[...], .flush))
                }
                try await body.forEach(writePart)
                try await write(try compressor.compress([], .finish))
            }
        }
    }

    /// The format of RFC 1952: the one that all clients read.
    public static let gzip = ContentCoding("gzip", aliases: ["x-gzip"]) { level, _ in
        try Deflater(windowBits: 15 + 16, level: level)
    }

    /// The format of RFC 1950, zlib: what the name means, though some servers have sent bare RFC 1951 under it.
    public static let deflate = ContentCoding("deflate") { level, _ in try Deflater(windowBits: 15, level: level) }

    /// Its name.
    public var description: String { name }

    /// Whether a name in `Accept-Encoding` is one of its, in any case.
    func isNamed(_ text: Substring) -> Bool {
        ([name] + aliases).contains { text.equalsIgnoringASCIICase($0) }
    }

    /// Whether the two have the same name.
    public static func == (first: ContentCoding, second: ContentCoding) -> Bool { first.name == second.name }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Mutex where Value: Compressor & ~Copyable {
    fileprivate func compress(_ bytes: ArraySlice<UInt8>, _ mode: CompressionMode) throws -> [UInt8] {
        try withLock { compressor in
            var result: [UInt8] = []
            try compressor.append(bytes, mode, to: &result)
            return result
        }
    }
}
