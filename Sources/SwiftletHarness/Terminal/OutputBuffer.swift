import Synchronization

/// An output stream whose contents are kept in memory.
final class OutputBuffer: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    /// The stream.
    var stream: Console.Stream {
        Console.Stream(isTerminal: false, usesColor: false, columns: 80) { [self] more in bytes.withLock { $0 += more }
        }
    }

    /// The text that was written.
    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
