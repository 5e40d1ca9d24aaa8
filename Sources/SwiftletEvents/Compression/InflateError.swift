import Swiftlet

/// The reason why compressed data could not be decompressed.
enum InflateError: Error, Hashable {
    /// The data is neither in gzip nor in zlib format.
    case unknownFormat
    /// The data ends within a block.
    case truncated
    /// The data is not valid, or its checksum does not match.
    case invalid
    /// The decompressed data exceeds the size limit.
    case tooLarge

    /// The error for the member of an event.
    ///
    /// - Parameters:
    ///   - path: The path of the member.
    ///   - limit: The size limit, in bytes.
    /// - Returns: The error.
    func eventError(at path: String, limit: Int) -> EventError {
        let reason =
            switch self {
            case .unknownFormat: "is neither gzip nor zlib data"
            case .truncated: "is truncated gzip data"
            case .invalid: "is not valid gzip data"
            case .tooLarge: "exceeds \(limit) bytes when decompressed"
            }
        return EventError(.invalidValue, "`\(path)` \(reason).", at: path)
    }
}
