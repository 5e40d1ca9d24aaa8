import Swiftlet

/// What of a response decides whether it may be compressed, and what compressing it changes.
enum Compressibility {
    /// Whether a coding may be put on a response at all.
    static func allows(_ response: Response) -> Bool {
        let status = response.status
        guard !response.body.isEmpty, status.kind != .informational, !withoutCoding.contains(status.code) else {
            return false
        }
        let headers = response.headers
        if let coding = headers[.contentEncoding], coding.lowercased() != "identity" { return false }
        if fixedBytes.contains(where: { headers.contains($0) }) { return false }
        let directives = headers[.cacheControl]?.lowercased().split { $0 == "," || $0 == " " } ?? []
        return !directives.contains("no-transform")
    }

    /// Whether a response's type is one that becomes smaller.
    static func isWorthwhile(_ response: Response) -> Bool {
        guard let type = response.headers[.contentType] else { return false }
        return MediaType.isText(type) || types.contains(MediaType.essence(type))
    }

    /// Says in the header fields what was done.
    static func mark(_ response: inout Response, as coding: ContentCoding) {
        response.headers[.contentEncoding] = coding.name
        response.headers[.contentLength] = nil
        // A range would be one of the compressed bytes, which are not kept.
        response.headers[.acceptRanges] = nil
        if let tag = response.headers[.eTag], !tag.hasPrefix("W/") { response.headers[.eTag] = "W/\(tag)" }
    }

    /// No content, a reset form, a part, and a range that cannot be had.
    private static let withoutCoding: Set<Int> = [204, 205, 206, 304, 416]

    /// Fields that speak of the very bytes.
    private static let fixedBytes: [HTTPField.Name] =
        [.contentRange] + ["Content-MD5", "Content-Digest", "Digest"].compactMap { HTTPField.Name($0) }

    /// Types that are no text and yet become smaller.
    private static let types: Set<String> = [
        "application/vnd.ms-fontobject", "application/wasm", "application/cbor", "application/msgpack",
        "application/rtf", "application/x-tar", "font/otf", "font/ttf", "image/bmp", "image/x-icon",
        "image/vnd.microsoft.icon",
    ]
}
