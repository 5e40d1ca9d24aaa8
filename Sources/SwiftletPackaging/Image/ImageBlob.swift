import SwiftletJSON

/// Content of an image that is identified by its digest.
struct ImageBlob: Sendable {
    /// The media types of https://github.com/opencontainers/image-spec/blob/v1.1.0/media-types.md.
    enum MediaType: String, Sendable {
        case index = "application/vnd.oci.image.index.v1+json"
        case manifest = "application/vnd.oci.image.manifest.v1+json"
        case configuration = "application/vnd.oci.image.config.v1+json"
        case layer = "application/vnd.oci.image.layer.v1.tar+gzip"
    }

    let type: MediaType
    let content: [UInt8]
    let digest: Digest

    /// Creates a blob and its digest.
    ///
    /// - Throws: `CryptoError` if OpenSSL is configured without SHA-256.
    init(_ type: MediaType, _ content: [UInt8]) throws {
        self.type = type
        self.content = content
        digest = try Digest(of: content)
    }

    /// The path in an image layout.
    var path: String { "blobs/sha256/\(digest.hexadecimal)" }

    /// The reference to the blob.
    var descriptor: JSONObject {
        ["mediaType": .string(type.rawValue), "digest": .string("\(digest)"), "size": .integer(content.count)]
    }
}
