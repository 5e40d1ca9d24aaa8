public import Logging
import Synchronization

/// Collects what is logged.
///
/// ```swift
/// let log = LogCapture()
/// let client = TestClient(app, logger: log.logger)
/// ```
public final class LogCapture: Sendable {
    /// One line of the log.
    public struct Entry: Sendable, CustomStringConvertible {
        /// How important it is.
        public let level: Logger.Level
        /// The text.
        public let message: String
        /// What was logged with it: by the line, the logger and the logger's provider.
        public let metadata: Logger.Metadata
        /// The logger's label.
        public let label: String

        /// The level, the text, and what was logged with it.
        public var description: String {
            let fields = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
            return "\(level): \(message)\(fields.joined())"
        }
    }

    private let collected = Mutex<[Entry]>([])
    private let level: Logger.Level

    /// Creates an empty log.
    ///
    /// - Parameter level: the least important level that is collected.
    public init(level: Logger.Level = .trace) {
        self.level = level
    }

    /// What has been logged, in order.
    public var entries: [Entry] { collected.withLock { $0 } }

    /// The texts of what has been logged, in order.
    public var messages: [String] { entries.map(\.message) }

    /// Forgets what has been logged.
    public func removeAll() {
        collected.withLock { $0.removeAll() }
    }

    /// A logger that logs here.
    public var logger: Logger {
        Logger(label: "test") { label in
            CapturingHandler(label: label, logLevel: level) { [self] entry in
                collected.withLock { $0.append(entry) }
            }
        }
    }
}

private struct CapturingHandler: LogHandler {
    let label: String
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    let collect: @Sendable (LogCapture.Entry) -> Void

    init(label: String, logLevel: Logger.Level, collect: @escaping @Sendable (LogCapture.Entry) -> Void) {
        self.label = label
        self.logLevel = logLevel
        self.collect = collect
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadataProvider?.get() ?? [:]
        all.merge(metadata) { $1 }
        all.merge(event.metadata ?? [:]) { $1 }
        collect(LogCapture.Entry(level: event.level, message: "\(event.message)", metadata: all, label: label))
    }
}
