import Logging
import Synchronization

/// The app's log, for a person to read: a line each, with the level, the text and what was logged with it.
struct TerminalLogHandler: LogHandler {
    /// The least important level that is shown, whatever a logger's own: a command sets it for the whole tool.
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

    /// Sets the least important level that is shown.
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
