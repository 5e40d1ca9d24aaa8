package import Logging
package import Swiftlet

/// A log handler that writes records in the platform's format, each with the request id of its invocation.
///
/// The id is that of the invocation the logger belongs to; other loggers take it from the task's
/// ``Context/current``. Nothing is formatted until a line is written.
package struct RuntimeLogHandler: LogHandler {
    /// The output that all loggers share.
    package struct Output: Sendable {
        /// The format of the records.
        package var format: LogFormat
        /// The destination of the records.
        package var sink: LogSink
        /// Returns the current time for the time stamps.
        package var now: @Sendable () -> LogTime
        /// The part of the invocations, from 0 to 1, whose loggers write debug messages.
        package var debugSampleRate = 0.0

        /// Creates an output.
        package init(format: LogFormat, sink: LogSink, now: @escaping @Sendable () -> LogTime = { LogTime.now }) {
            self.format = format
            self.sink = sink
            self.now = now
        }
    }

    /// The invocation that a record belongs to.
    struct Invocation: Sendable {
        var requestID: String
        var traceID: String?
        var tenantID: String?
        var correlationID: String?
        var isColdStart = false

        init(_ context: Context) {
            requestID = context.requestID
            traceID = context.traceID
            tenantID = context.tenantID
            correlationID = context.correlationID
            isColdStart = context.isColdStart
        }
    }

    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    package var logLevel: Logger.Level
    let label: String
    let output: Output
    private(set) var invocation: Invocation?

    /// Creates a handler.
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

    /// Returns a logger whose records belong to the invocation of a context.
    package func logger(of context: Context) -> Logger {
        var handler = self
        handler.invocation = Invocation(context)
        if output.debugSampleRate > 0, logLevel > .debug, output.samples(context.requestID) {
            handler.logLevel = .debug
        }
        return Logger(label: label) { [handler] _ in handler }
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
        Context.current.map { Invocation($0) }
    }

    /// The more specific value wins: the record's over the logger's over the provider's.
    private func merged(_ explicit: Logger.Metadata?) -> Logger.Metadata {
        var all = metadataProvider?.get() ?? [:]
        if !metadata.isEmpty { all.merge(metadata) { $1 } }
        if let explicit { all.merge(explicit) { $1 } }
        return all
    }
}
