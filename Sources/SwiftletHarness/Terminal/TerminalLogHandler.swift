import Logging
import Synchronization

/// A log handler for a terminal: one line per message, with the level and the metadata.
struct TerminalLogHandler: LogHandler {
    /// The minimum level for the whole CLI, independent of individual loggers.
    private static let threshold = Mutex<Logger.Level>(.info)

    let label: String
    let stream: Console.Stream
    var logLevel: Logger.Level = .trace
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(label: String, stream: Console.Stream) {
        self.label = label
        self.stream = stream
    }

    /// Sets the minimum level.
    static func show(from level: Logger.Level) {
        threshold.withLock { $0 = level }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        guard event.level >= Self.threshold.withLock({ $0 }) else { return }
        var all = metadataProvider?.get() ?? [:]
        all.merge(metadata) { $1 }
        all.merge(event.metadata ?? [:]) { $1 }
        let fields = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let level = Self.style(event.level)("\(event.level)".uppercased(), on: stream)
        stream.print("\(level) \(event.message)\(Style.dim(fields, on: stream))")
    }

    private static func style(_ level: Logger.Level) -> Style {
        switch level {
        case .trace, .debug: .dim
        case .info, .notice: .cyan
        case .warning: .yellow
        case .error, .critical: .red
        }
    }
}
