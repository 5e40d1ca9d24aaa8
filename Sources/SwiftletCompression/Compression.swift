public import Swiftlet
import Synchronization

/// Compresses responses for clients that accept it (RFC 9110, sections 8.4 and 12.5.3).
///
/// ```swift
/// App(title: "Users", version: "1.0.0") {
///     Compression()
///     …
/// }
/// ```
///
/// The codings are `gzip` and `deflate`. Brotli is not supported: no library that the function's platform is known to
/// have serves it, and a client that accepts `br` accepts `gzip` too.
///
/// List it before middleware that reads a response's body, such as ``EntityTag``, so that it runs after it. Responses are
/// not compressed if they are short, already compressed (a content encoding, images, archives), without content (`HEAD`,
/// 204, 304), with a digest, partial (206), or marked `Cache-Control: no-transform`. A strong entity tag becomes weak,
/// because the bytes change.
///
/// Over TLS, the length of a compressed response leaks information. If a response contains both a secret, such as a CSRF
/// token, and text from the request, an attacker who makes a victim's browser send many requests can guess the secret from
/// the lengths ([BREACH](https://www.breachattack.com), CVE-2013-3587). Send such a response with
/// `Cache-Control: no-transform`, mask the secret differently in each response, or do not compress its routes.
///
/// A stream is compressed part by part and flushed after each, so that the client can read it immediately.
public struct Compression: Middleware {
    private let minimumBytes: Int
    private let level: Level

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - minimumBytes: The minimum length of a compressed body. Streams are always compressed, as is any response to a
    ///     client that does not accept `identity`.
    ///   - level: The compression level.
    public init(minimumBytes: Int = 1_024, level: Level = .balanced) {
        self.minimumBytes = minimumBytes
        self.level = level
    }

    /// The compression level: the trade-off between time and size.
    public struct Level: Sendable, Hashable {
        let value: Int32

        /// The fastest level.
        public static let fastest = Level(value: 1)
        /// zlib's default level.
        public static let balanced = Level(value: 6)
        /// The level with the smallest output.
        public static let smallest = Level(value: 9)
    }

    /// Serves the request, and compresses the response.
    public func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        var response = try await next(request, context)
        if response.status == .notModified {
            // With the fields of the corresponding 200 response (RFC 9110, section 15.4.5).
            response.headers.addVary("Accept-Encoding")
            return response
        }
        guard Compressibility.allows(response) else { return response }
        let accepted = AcceptEncoding(request.header(.acceptEncoding))
        guard Compressibility.isWorthwhile(response) || !accepted.acceptsIdentity else { return response }
        response.headers.addVary("Accept-Encoding")
        guard let coding = accepted.preferred, request.method != .head else { return response }
        switch response.body {
        case .bytes(let bytes):
            guard bytes.count >= minimumBytes || !accepted.acceptsIdentity else { return response }
            do {
                let compressed = try await coding.compress(bytes, level)
                guard compressed.count < bytes.count || !accepted.acceptsIdentity else { return response }
                response.body = .bytes(compressed)
            } catch {
                context.logger.warning("The response was not compressed: \(error)")
                return response
            }
        case .stream(let body):
            response.body = .stream(coding.compress(body, level))
        }
        Compressibility.mark(&response, as: coding)
        return response
    }
}

extension ContentCoding {
    /// The number of bytes that are compressed before the task yields.
    private static let slice = 65_536

    /// Compresses a whole body.
    fileprivate func compress(_ bytes: [UInt8], _ level: Compression.Level) async throws(DeflateError) -> [UInt8] {
        var deflater = try Deflater(self, level: level.value)
        var result: [UInt8] = []
        var rest = bytes[...]
        while rest.count > Self.slice {
            try deflater.append(rest.prefix(Self.slice), .none, to: &result)
            rest = rest.dropFirst(Self.slice)
            await Task.yield()
        }
        try deflater.append(rest, .finish, to: &result)
        return result
    }

    /// Compresses a body part by part.
    fileprivate func compress(_ body: BodyStream, _ level: Compression.Level) -> BodyStream {
        BodyStream { write in
            let deflater = Mutex(try Deflater(self, level: level.value))
            let writePart: BodyStream.Write = { part in
                if part.isEmpty { return }
                try await write(try deflater.compress(part[...], .flush))
            }
            try await body.forEach(writePart)
            try await write(try deflater.compress([], .finish))
        }
    }
}

extension Mutex where Value == Deflater {
    fileprivate func compress(_ bytes: ArraySlice<UInt8>, _ mode: Deflater.Mode) throws -> [UInt8] {
        try withLock { deflater in
            var result: [UInt8] = []
            try deflater.append(bytes, mode, to: &result)
            return result
        }
    }
}
