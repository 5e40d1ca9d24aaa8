import Logging

/// A log handler that also passes each record of one invocation to an observer, with the metadata of its logger.
struct ObservedLogHandler: LogHandler {
    typealias Observer = @Sendable (_ event: LogEvent, _ metadata: Logger.Metadata) -> Void

    private var shown: any LogHandler
    private let observe: Observer

    init(_ shown: any LogHandler, observe: @escaping Observer) {
        self.shown = shown
        self.observe = observe
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
        observe(event, metadata.merging(event.metadata ?? [:]) { $1 })
    }
}
