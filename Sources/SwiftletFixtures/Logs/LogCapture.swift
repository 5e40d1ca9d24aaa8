public import Logging
import Synchronization

/// Captures log messages.
///
/// ```swift
/// let log = LogCapture(level: .info)
/// let client = TestClient(app, logger: log.logger)
/// try await client.get("/notes").expect(.ok)
/// #expect(log.messages.contains("GET /notes 200"))
/// ```
public final class LogCapture: Sendable {
    /// A log message.
    public struct Entry: Sendable, CustomStringConvertible {
        /// The log level.
        public let level: Logger.Level
        /// The text of the message.
        public let message: String
        /// The metadata of the message, the logger and the metadata provider.
        public let metadata: Logger.Metadata
        /// The logger's label.
        public let label: String

        /// The level, the message, and the metadata.
        public var description: String {
            let fields = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
            return "\(level): \(message)\(fields.joined())"
        }
    }

    private let collected = Mutex<[Entry]>([])
    private let level: Logger.Level

    /// Creates an empty capture.
    ///
    /// - Parameter level: The minimum log level.
    public init(level: Logger.Level = .trace) {
        self.level = level
    }

    /// The captured messages, in order.
    public var entries: [Entry] { collected.withLock { $0 } }

    /// The texts of the captured messages, in order.
    public var messages: [String] { entries.map(\.message) }

    /// Removes all captured messages.
    public func removeAll() {
        collected.withLock { $0.removeAll() }
    }

    /// A logger whose messages are captured.
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
