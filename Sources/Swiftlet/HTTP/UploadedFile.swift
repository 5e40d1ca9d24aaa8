/// A file of a multipart form (RFC 7578).
public struct UploadedFile: Sendable, Hashable {
    /// The name the client gave the file; not to be trusted as a path.
    public var filename: String
    /// The content type the client gave, or `nil`.
    public var contentType: String?
    /// The file's bytes.
    public var bytes: [UInt8]

    /// Creates a file.
    public init(filename: String, contentType: String? = nil, bytes: [UInt8]) {
        self.filename = filename
        self.contentType = contentType
        self.bytes = bytes
    }
}
