import HTTPTypes

/// Adds entity tags, and responds with status 304 to a client that already has the current response
/// (RFC 9110, sections 8.8.3 and 13.1.2).
///
/// ```swift
/// let cachedAPI = App(title: "Prices", version: "1.0.0") {
///     CORS(allowing: .any)
///     ResponseCache(maximumBytes: 16 << 20)
///     EntityTag()
///     countdown
/// }
/// ```
///
/// The tag is a hash of the body. It is weak, so that it remains valid under compression.
public struct EntityTag: Middleware {
    /// Creates the middleware.
    public init() {}

    /// Adds a tag to a successful response to GET or HEAD, or responds with 304.
    public func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        var response = try await next(request, context)
        guard
            request.method == .get || request.method == .head,
            response.status == .ok,
            case .bytes(let bytes) = response.body
        else { return response }
        let tag = response.headers[.eTag] ?? Self.tag(of: bytes)
        response.headers[.eTag] = tag
        if let known = request.header(.ifNoneMatch), Self.matches(known, tag) {
            response.status = .notModified
            response.body = .bytes([])
            response.headers[.contentType] = nil
        }
        return response
    }

    /// Two 64-bit FNV-1a hashes with different seeds; the tag need not be cryptographically secure.
    private static func tag(of bytes: [UInt8]) -> String {
        let first = hash(bytes, seed: 0xcbf2_9ce4_8422_2325)
        let second = hash(bytes, seed: 0x9ae1_6a3b_2f90_404f)
        return "W/\"\(String(first, radix: 16))-\(String(second, radix: 16))-\(bytes.count)\""
    }

    private static func hash(_ bytes: [UInt8], seed: UInt64) -> UInt64 {
        bytes.reduce(seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }

    /// Compares weakly, ignoring `W/`; a quoted tag may contain commas.
    static func matches(_ field: String, _ tag: String) -> Bool {
        if field[...].trimmed.utf8.elementsEqual("*".utf8) { return true }
        let quote = UInt8(ascii: "\"")
        let parts = tag.utf8.split(separator: quote, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return false }
        let known = field.utf8.split(separator: quote, omittingEmptySubsequences: false)
        return known.indices.contains { !$0.isMultiple(of: 2) && known[$0].elementsEqual(parts[1]) }
    }
}
