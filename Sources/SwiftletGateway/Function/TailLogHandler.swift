import Logging

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
