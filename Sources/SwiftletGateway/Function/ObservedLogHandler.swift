import Logging

/// A log handler that also passes each record of one invocation to an observer, with the metadata of its logger.
struct ObservedLogHandler: LogHandler {
    typealias Observer = @Sendable (_ event: LogEvent, _ metadata: Logger.Metadata) -> Void

    private var shown: any LogHandler
    private let level: Logger.Level?
    private let observe: Observer

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - shown: The handler of the records.
    ///   - level: The minimum level of observed records, if it is lower than that of the other handler.
    ///   - observe: Receives the records.
    init(_ shown: any LogHandler, from level: Logger.Level? = nil, observe: @escaping Observer) {
        self.shown = shown
        self.level = level
        self.observe = observe
    }

    var logLevel: Logger.Level {
        get { level.map { min($0, shown.logLevel) } ?? shown.logLevel }
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
        if event.level >= shown.logLevel { shown.log(event: event) }
        observe(event, metadata.merging(event.metadata ?? [:]) { $1 })
    }
}
