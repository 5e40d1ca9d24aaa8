import Swiftlet

/// An answer that is taken in parts while it is made.
///
/// The producer learns that no reader wants the rest when the last reference to the stream is gone.
final class AnswerStream: Sendable {
    /// What the function says the answer is.
    let contentType: String?
    private let parts: PartChannel

    init(contentType: String?, parts: PartChannel) {
        self.contentType = contentType
        self.parts = parts
    }

    deinit {
        parts.close()
    }

    /// Waits for the next part; `nil` after the last.
    ///
    /// - Throws: the error that the answer broke off with.
    func next() async throws -> [UInt8]? {
        try await parts.next()
    }
}
