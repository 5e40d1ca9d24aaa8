/// A supported content coding (RFC 9110, section 8.4.1), in order of preference.
enum ContentCoding: String, CaseIterable {
    /// The format of RFC 1952, which all clients support.
    case gzip
    /// The zlib format of RFC 1950; some servers incorrectly send raw RFC 1951.
    case deflate

    /// zlib's parameter for a window of 32 KiB in this format.
    var windowBits: Int32 {
        switch self {
        case .gzip: 15 + 16
        case .deflate: 15
        }
    }
}
