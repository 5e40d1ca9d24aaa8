public import Swiftlet

/// Compresses responses for clients that accept it (RFC 9110, sections 8.4 and 12.5.3).
///
/// ```swift
/// App(title: "Rates", version: "1.0.0") {
///     Compression(minimumBytes: 256)
///     EntityTag()
///     exchangeRate
/// }
/// ```
///
/// The codings are `gzip` and `deflate` by default. Other codings are in libraries of their own. The client's weights determine
/// the coding, and of codings with the same weight the first in the list is used:
///
/// ```swift
/// import SwiftletBrotli
/// import SwiftletCompression
/// import SwiftletZstandard
///
/// Compression(codings: [.zstandard, .brotli, .gzip])
/// ```
///
/// List it before middleware that reads a response's body, such as ``EntityTag``, so that it is the outer one. Responses are
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
    private let codings: [ContentCoding]
    private let minimumBytes: Int
    private let level: Level

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - codings: The codings in order of preference.
    ///   - minimumBytes: The minimum length of a compressed body. Streams are always compressed, as is any response to a
    ///     client that does not accept `identity`.
    ///   - level: The compression level.
    public init(
        codings: [ContentCoding] = [.gzip, .deflate],
        minimumBytes: Int = 1_024,
        level: Level = .balanced
    ) {
        self.codings = codings
        self.minimumBytes = minimumBytes
        self.level = level
    }

    /// The compression level: the trade-off between time and size.
    public struct Level: Sendable, Hashable {
        private enum Effort {
            case least, medium, most
        }

        private let effort: Effort

        /// The fastest level.
        public static let fastest = Level(effort: .least)
        /// The level that the library recommends.
        public static let balanced = Level(effort: .medium)
        /// The level with the smallest output in a time and with memory that are acceptable for responses.
        public static let smallest = Level(effort: .most)

        /// Returns a library's value for the level.
        package func value<Value>(fastest: Value, balanced: Value, smallest: Value) -> Value {
            switch effort {
            case .least: fastest
            case .medium: balanced
            case .most: smallest
            }
        }
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
