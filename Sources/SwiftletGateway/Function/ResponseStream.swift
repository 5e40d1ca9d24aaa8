import Swiftlet
package import SwiftletServer

/// A response that is consumed in chunks while the function produces it.
///
/// Releasing the last reference to the stream notifies the producer that the rest is not needed.
package final class ResponseStream: Sendable {
    /// The content type that the function sets.
    package let contentType: String?
    private let parts: ChunkChannel

    package init(contentType: String?, parts: ChunkChannel) {
        self.contentType = contentType
        self.parts = parts
    }

    deinit {
        parts.close()
    }

    /// Waits for the next chunk; `nil` at the end.
    ///
    /// - Throws: The error that aborted the response.
    package func next() async throws -> [UInt8]? {
        try await parts.next()
    }
}
