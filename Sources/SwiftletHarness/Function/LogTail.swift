import Logging
import Synchronization

/// The end of an invocation's log, as Lambda returns it with `LogType: Tail`.
final class LogTail: Sendable {
    /// The maximum number of bytes.
    static let limit = 4096

    private let kept = Mutex<[UInt8]>([])

    /// Appends to the log.
    func append(_ bytes: some Collection<UInt8>) {
        kept.withLock { kept in
            kept += bytes
            // Trimming moves the remaining bytes, so it does not run for each line.
            if kept.count > 2 * Self.limit { kept.removeFirst(kept.count - Self.limit) }
        }
    }

    /// The last ``limit`` bytes.
    var bytes: [UInt8] { kept.withLock { Array($0.suffix(Self.limit)) } }
}

/// A log handler that also collects the log of one invocation.
struct TailLogHandler: LogHandler {
    private var shown: any LogHandler
    private let tail: LogTail

    init(_ shown: any LogHandler, tail: LogTail) {
        self.shown = shown
        self.tail = tail
    }

    var logLevel: Logger.Level {
        get { shown.logLevel }
        set { shown.logLevel = newValue }
    }

    var metadata: Logger.Metadata {
        get { shown.metadata }
        set { shown.metadata = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { shown.metadataProvider }
        set { shown.metadataProvider = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { shown[metadataKey: key] }
        set { shown[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        shown.log(event: event)
        guard event.level >= .info else { return }
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let fields = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        tail.append("[\("\(event.level)".uppercased())] \(event.message)\(fields)\n".utf8)
    }
}
