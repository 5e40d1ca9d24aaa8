package import Hummingbird
import Swiftlet

extension Hummingbird.Request {
    /// Reads the whole body, even if it is too large, so that the client gets to read the response.
    ///
    /// - Parameter limit: The maximum number of bytes to keep.
    /// - Returns: The body; `nil` if it is too large.
    /// - Throws: An error if the request is aborted.
    package func collectBody(atMost limit: Int) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        var isTooLarge = false
        for try await part in body {
            isTooLarge = isTooLarge || bytes.count + part.readableBytes > limit
            if !isTooLarge { bytes.append(contentsOf: part.readableBytesView) }
        }
        return isTooLarge ? nil : bytes
    }

    /// Reads the body, up to a limit.
    ///
    /// - Parameter limit: The maximum number of bytes.
    /// - Returns: The body; `nil` if it is longer, in which case the rest is not read and the connection has to be closed.
    /// - Throws: An error if the request is aborted.
    func bufferBody(atMost limit: Int) async throws -> [UInt8]? {
        let length = headers[.contentLength].flatMap { Int($0) } ?? 0
        guard length <= limit else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        for try await part in body {
            guard bytes.count + part.readableBytes <= limit else { return nil }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }

    /// The path and the query, both percent-encoded; the query is `nil` without a question mark.
    package var target: (path: String, query: String?) {
        let parts = (head.path ?? "/").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return (parts.first.map(String.init) ?? "/", parts.count > 1 ? String(parts[1]) : nil)
    }
}
