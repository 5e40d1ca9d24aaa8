import Logging
import Synchronization

/// The end of an invocation's log, as Lambda returns it with `LogType: Tail`.
package final class LogTail: Sendable {
    /// The maximum number of bytes.
    static let limit = 4096

    private let kept = Mutex<[UInt8]>([])

    /// Creates an empty tail.
    package init() {}

    /// Appends to the log.
    package func append(_ bytes: some Collection<UInt8>) {
        kept.withLock { kept in
            kept += bytes
            // Trimming moves the remaining bytes, so it does not run for each line.
            if kept.count > 2 * Self.limit { kept.removeFirst(kept.count - Self.limit) }
        }
    }

    /// Appends a record of at least the level `info` as text.
    func append(_ event: LogEvent, _ metadata: Logger.Metadata) {
        guard event.level >= .info else { return }
        let fields = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        append("[\("\(event.level)".uppercased())] \(event.message)\(fields)\n".utf8)
    }

    /// The last ``limit`` bytes.
    package var bytes: [UInt8] { kept.withLock { Array($0.suffix(Self.limit)) } }
}
