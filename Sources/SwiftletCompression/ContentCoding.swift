import Swiftlet
import Synchronization

/// A content coding ([RFC 9110, section 8.4.1](https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1)).
///
/// `gzip` and `deflate` use zlib. `brotli` is in the library `SwiftletBrotli`, and `zstandard` in `SwiftletZstandard`, so that
/// only applications that use them link the C libraries.
public struct ContentCoding: Sendable, Hashable, CustomStringConvertible {
    /// The lowercase name in `Content-Encoding`.
    public let name: String
    /// Other names of the coding in `Accept-Encoding`.
    let aliases: [String]
    /// Compresses a whole body.
    let compress: @Sendable (_ bytes: [UInt8], _ level: Compression.Level) async throws -> [UInt8]
    /// Compresses a body part by part, so that each part can be decompressed when it arrives.
    let compressStream: @Sendable (_ body: BodyStream, _ level: Compression.Level) -> BodyStream

    /// The number of bytes that are compressed before the task yields.
    private static let slice = 65_536

    /// Creates a coding.
    ///
    /// - Parameters:
    ///   - name: The lowercase name in `Content-Encoding`.
    ///   - aliases: Other names of the coding in `Accept-Encoding`.
    ///   - makeCompressor: Creates a compressor for a body with the given number of bytes, or of unknown size.
    package init<Format: Compressor & ~Copyable>(
        _ name: String,
        aliases: [String] = [],
        makeCompressor: @escaping @Sendable (_ level: Compression.Level, _ size: Int?) throws -> sending Format
    ) {
        self.name = name
        self.aliases = aliases
        self.compress = { bytes, level in
            var compressor = try makeCompressor(level, bytes.count)
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
                let compressor = Mutex(try makeCompressor(level, nil))
                let writePart: BodyStream.Write = { part in
                    if part.isEmpty { return }
                    try await write(try compressor.compress(part[...], .flush))
                }
                try await body.forEach(writePart)
                try await write(try compressor.compress([], .finish))
            }
        }
    }

    /// The format of RFC 1952, which all clients support.
    public static let gzip = ContentCoding("gzip", aliases: ["x-gzip"]) { level, _ in
        try Deflater(windowBits: 15 + 16, level: level)
    }

    /// The zlib format of RFC 1950; some servers incorrectly send raw RFC 1951.
    public static let deflate = ContentCoding("deflate") { level, _ in try Deflater(windowBits: 15, level: level) }

    /// The name of the coding.
    public var description: String { name }

    /// Returns whether a name in `Accept-Encoding`, in any case, is a name of the coding.
    func isNamed(_ text: Substring) -> Bool {
        ([name] + aliases).contains { text.equalsIgnoringASCIICase($0) }
    }

    /// Returns whether two codings have the same name.
    public static func == (first: ContentCoding, second: ContentCoding) -> Bool { first.name == second.name }

    /// Hashes the name of the coding.
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
