import Swiftlet

/// The rules for which responses are compressed, and the header fields of a compressed response.
enum Compressibility {
    /// Whether a response may be compressed.
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

    /// Whether a response's media type is compressible.
    static func isWorthwhile(_ response: Response) -> Bool {
        guard let type = response.headers[.contentType] else { return false }
        return MediaType.isText(type) || types.contains(MediaType.essence(type))
    }

    /// Updates the header fields of a compressed response.
    static func mark(_ response: inout Response, as coding: ContentCoding) {
        response.headers[.contentEncoding] = coding.name
        response.headers[.contentLength] = nil
        // Ranges would apply to the compressed bytes, which are not stored.
        response.headers[.acceptRanges] = nil
        if let tag = response.headers[.eTag], !tag.hasPrefix("W/") { response.headers[.eTag] = "W/\(tag)" }
    }

    /// No Content, Reset Content, Partial Content, Not Modified and Range Not Satisfiable.
    private static let withoutCoding: Set<Int> = [204, 205, 206, 304, 416]

    /// Fields that depend on the exact bytes.
    private static let fixedBytes: [HTTPField.Name] =
        [.contentRange] + ["Content-MD5", "Content-Digest", "Digest"].compactMap { HTTPField.Name($0) }

    /// Compressible media types other than text.
    private static let types: Set<String> = [
        "application/vnd.ms-fontobject", "application/wasm", "application/cbor", "application/msgpack",
        "application/rtf", "application/x-tar", "font/otf", "font/ttf", "image/bmp", "image/x-icon",
        "image/vnd.microsoft.icon",
    ]
}
