import HTTPTypes

extension Response {
    /// Header fields that describe a response's content or its caching, and so do not apply to a replacement
    /// (RFC 9110, section 8; RFC 9111, section 5).
    private static let contentFields: Set<String> = [
        "accept-ranges", "age", "cache-control", "content-digest", "content-disposition", "content-encoding",
        "content-language", "content-length", "content-location", "content-md5", "content-range", "content-type",
        "digest",
        "etag", "expires", "last-modified", "link", "location", "repr-digest", "set-cookie", "trailer",
    ]

    /// Returns this response as a replacement for one that middleware has processed: it keeps the fields of the other
    /// response that do not describe its content, and the `Vary` names of both.
    func replacing(_ other: Response) -> Response {
        var response = self
        for field in other.headers
        where !Self.contentFields.contains(field.name.canonicalName) && !headers.contains(field.name) {
            response.headers.append(field)
        }
        response.headers[.vary] = Self.merged(headers[.vary], other.headers[.vary])
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    /// Merges two `Vary` fields without duplicates.
    private static func merged(_ first: String?, _ second: String?) -> String? {
        guard let first, let second else { return first ?? second }
        var names: [Substring] = []
        for part in first.utf8.split(separator: UInt8(ascii: ",")) + second.utf8.split(separator: UInt8(ascii: ",")) {
            let name = Substring(part).trimmed
            if !names.contains(where: { $0.lowercased().utf8Equals(name.lowercased()) }) { names.append(name) }
        }
        return names.joined(separator: ", ")
    }

    /// The body as a stream; empty if the status or the method allows no body.
    func streamedBody(for request: Request) -> BodyStream {
        switch body {
        case .stream(let stream):
            stream
        case .bytes(let bytes):
            BodyStream { write in
                if !bytes.isEmpty, carriesBody(to: request.method) { try await write(bytes) }
            }
        }
    }
}
