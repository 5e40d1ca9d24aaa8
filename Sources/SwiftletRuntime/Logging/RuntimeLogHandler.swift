package import Logging
import Swiftlet

/// The runtime's log: lines in the platform's format, each with the request id of its invocation.
///
/// The id is that of the invocation the logger belongs to; a logger of the user's own takes it from the task's
/// ``Swiftlet/Context/current``. Nothing is formatted until a line is written.
package struct RuntimeLogHandler: LogHandler {
    /// What all loggers share.
    package struct Output: Sendable {
        /// How lines are written.
        package var format: LogFormat
        /// Where they go.
        package var sink: LogSink
        /// The clock of the time stamps.
        package var now: @Sendable () -> LogTime

        /// Makes an output.
        package init(format: LogFormat, sink: LogSink, now: @escaping @Sendable () -> LogTime = { LogTime.now }) {
            self.format = format
            self.sink = sink
            self.now = now
        }
    }

    /// The invocation that a line belongs to.
    struct Invocation: Sendable {
        var requestID: String
        var traceID: String?
        var tenantID: String?
    }

    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    package var logLevel: Logger.Level
    let label: String
    let output: Output
    var invocation: Invocation?

    /// Makes a handler.
    package init(
        label: String,
        level: Logger.Level,
        output: Output,
        metadataProvider: Logger.MetadataProvider? = nil
    ) {
        self.label = label
        self.logLevel = level
        self.output = output
        self.metadataProvider = metadataProvider
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let time = output.now()
        let record = LogRecord(
            event: event,
            time: time,
            label: label,
            invocation: invocation ?? Self.currentInvocation,
            metadata: merged(event.metadata)
        )
        let line =
            switch output.format {
            case .json: record.json
            case .text: record.text
            }
        output.sink.write(line, event.level, time)
    }

    private static var currentInvocation: Invocation? {
        Context.current.map {
            Invocation(requestID: $0.requestID, traceID: $0.traceID, tenantID: $0.tenantID)
        }
    }

    /// The more specific value wins: the line's over the logger's over the provider's.
    private func merged(_ explicit: Logger.Metadata?) -> Logger.Metadata {
        var all = metadataProvider?.get() ?? [:]
        if !metadata.isEmpty { all.merge(metadata) { $1 } }
        if let explicit { all.merge(explicit) { $1 } }
        return all
    }
}
