/// A content coding that is served (RFC 9110, section 8.4.1).
enum ContentCoding: String, CaseIterable {
    /// The format of RFC 1952: the one that all clients read, so the first choice.
    case gzip
    /// The format of RFC 1950, zlib: what the name means, though some servers have sent bare RFC 1951 under it.
    case deflate

    /// zlib's parameter for a window of 32 KiB in this format.
    var windowBits: Int32 {
        switch self {
        case .gzip: 15 + 16
        case .deflate: 15
        }
    }
}
