import Synchronization

/// Captures output.
package final class Recorder: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    package init() {}

    package func append(_ more: [UInt8]) {
        bytes.withLock { $0 += more }
    }

    package var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
