/// A file uploaded in a multipart form (RFC 7578).
///
/// ```swift
/// let avatar = Endpoint(.put, "/avatar", File("avatar")) { file in
///     "\(file.filename) has \(file.bytes.count) bytes"
/// }
/// ```
public struct UploadedFile: Sendable, Hashable {
    /// The filename sent by the client, which must not be trusted as a path.
    public var filename: String
    /// The content type sent by the client, or `nil`.
    public var contentType: String?
    /// The contents of the file.
    public var bytes: [UInt8]

    /// Creates a file.
    public init(filename: String, contentType: String? = nil, bytes: [UInt8]) {
        self.filename = filename
        self.contentType = contentType
        self.bytes = bytes
    }
}
