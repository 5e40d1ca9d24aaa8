public import Swiftlet

/// Compresses responses for clients that accept it (RFC 9110, sections 8.4 and 12.5.3).
///
/// ```swift
/// App(title: "Users", version: "1.0.0") {
///     Compression()
///     …
/// }
/// ```
///
/// The codings are `gzip` and `deflate`. An application that links the libraries of others lists them; of the codings that a
/// client weighs alike the first in the list is used:
///
/// ```swift
/// import SwiftletBrotli
/// import SwiftletZstandard
///
/// Compression(codings: [.zstandard, .brotli, .gzip])
/// ```
///
/// List it before middleware that looks at a response's body, such as ``EntityTag``, so that it stands outside of it.
/// It leaves alone what is short, what is compressed already (a content encoding, images, archives), what has no content
/// (`HEAD`, 204, 304), what has a digest or is a part (206), and what says `Cache-Control: no-transform`. A strong entity
/// tag becomes a weak one, as the bytes are no longer those it was made from.
///
/// Over TLS, the length of a compressed response tells something of its contents. Where one response has a secret, such
/// as a CSRF token, beside text that came with the request, an attacker who makes a victim's browser send many requests
/// can guess the secret from the lengths ([BREACH](https://www.breachattack.com), CVE-2013-3587). Send such a response
/// with `Cache-Control: no-transform`, mask the secret differently in each response, or leave its routes without compression.
///
/// A stream is compressed part by part, and each part can be read by the client when it arrives.
public struct Compression: Middleware {
    private let codings: [ContentCoding]
    private let minimumBytes: Int
    private let level: Level

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - codings: the codings, the preferred one first.
    ///   - minimumBytes: the length from which on a body is compressed; shorter ones gain nothing. A stream's length is
    ///     not known, and it is always compressed. A client that refuses an uncompressed answer gets none.
    ///   - level: how much time is spent for how small a result.
    public init(
        codings: [ContentCoding] = [.gzip, .deflate],
        minimumBytes: Int = 1_024,
        level: Level = .balanced
    ) {
        self.codings = codings
        self.minimumBytes = minimumBytes
        self.level = level
    }

    /// How much time is spent for how small a result.
    public struct Level: Sendable, Hashable {
        private enum Effort {
            case least, medium, most
        }

        private let effort: Effort

        /// The least time.
        public static let fastest = Level(effort: .least)
        /// What the authors of a format recommend.
        public static let balanced = Level(effort: .medium)
        /// The smallest result in a time and with memory that a response is worth.
        public static let smallest = Level(effort: .most)

        /// What stands for the level in a library.
        package func value<Value>(fastest: Value, balanced: Value, smallest: Value) -> Value {
            switch effort {
            case .least: fastest
            case .medium: balanced
            case .most: smallest
            }
        }
    }

    /// Serves the request, and compresses the response.
    public func handle(_ request: Request, _ context: Context, next: @escaping Next) async throws -> Response {
        var response = try await next(request, context)
        if response.status == .notModified {
            // The fields of the response it stands for (RFC 9110, section 15.4.5).
            response.headers.addVary("Accept-Encoding")
            return response
        }
        guard Compressibility.allows(response) else { return response }
        let accepted = AcceptEncoding(request.header(.acceptEncoding), codings: codings)
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
            response.body = .stream(coding.compressStream(body, level))
        }
        Compressibility.mark(&response, as: coding)
        return response
    }
}
