import Foundation
import Logging
import Swiftlet
import SwiftletGateway
import SwiftletJSON

/// One invocation in an ``InvocationJournal``.
struct JournalEntry: Sendable {
    /// How an invocation ended.
    enum Outcome: Sendable {
        /// A buffered response.
        case response([UInt8])
        /// A streamed response, and the failure that aborted it; at most ``maximumStreamBytes`` are kept.
        case stream(contentType: String?, bytes: [UInt8], isComplete: Bool, failure: FunctionFailure?)
        case failure(FunctionFailure)
    }

    /// A log record.
    struct LogRecord: Sendable {
        /// The time since the start of the invocation.
        let time: Duration
        let level: Logger.Level
        let message: String
        let metadata: [String: String]

        /// An estimate of the record's size in memory.
        var byteCount: Int {
            metadata.reduce(message.utf8.count) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        }
    }

    /// The maximum number of bytes of a streamed response that are kept: the limit of a buffered one.
    static let maximumStreamBytes = 6 * 1024 * 1024
    /// The maximum number of log records and of their bytes.
    static let maximumLogRecords = 1000
    static let maximumLogBytes = 256 * 1024

    /// The request ID of the invocation.
    let id: String
    /// The position in the order of all invocations, from 1.
    let number: Int
    let date: Date
    let event: [UInt8]
    let attributes: InvocationAttributes
    /// Whether the caller accepted a streamed response.
    let acceptsStream: Bool
    /// The HTTP request that the event contains; `nil` for other events.
    let request: Request?
    /// The duration until the response was complete; `nil` while the invocation is running, or if its process has ended.
    private(set) var duration: Duration?
    private(set) var outcome: Outcome?
    private(set) var logs: [LogRecord] = []
    /// The number of log records that exceeded the limits.
    var droppedLogs = 0
    /// The end of the output of the function process, with the platform's lines; `nil` if the app runs in this process.
    private(set) var output: [UInt8]?
    private var logBytes = 0

    init(_ call: FunctionCall, number: Int, date: Date = Date()) {
        self.id = call.id
        self.number = number
        self.date = date
        self.event = call.event
        self.attributes = call.attributes
        self.acceptsStream = call.acceptsStream
        request = (try? JSONDocument(parsing: call.event).root)
            .flatMap { root in HTTPEventShape.recognize(root).flatMap { try? $0.request(from: root) } }
    }

    /// Adds a log record, unless the limits are exceeded.
    mutating func add(_ record: LogRecord) {
        guard logs.count < Self.maximumLogRecords, logBytes + record.byteCount <= Self.maximumLogBytes else {
            droppedLogs += 1
            return
        }
        logs.append(record)
        logBytes += record.byteCount
    }

    /// Completes the entry.
    ///
    /// - Parameters:
    ///   - outcome: How the invocation ended.
    ///   - duration: The duration until the response was complete; `nil` if it is not known.
    ///   - output: The end of the output of the function process.
    mutating func finish(_ outcome: Outcome, after duration: Duration?, output: [UInt8]?) {
        self.outcome = outcome
        self.duration = duration
        self.output = output
    }

    /// An estimate of the entry's size in memory.
    var byteCount: Int {
        let result =
            switch outcome {
            case .response(let bytes), .stream(_, let bytes, _, _): bytes.count
            case .failure(let failure): failure.errorMessage.utf8.count
            case nil: 0
            }
        return event.count + (request?.body.count ?? 0) + result + logBytes + (output?.count ?? 0) + 1024
    }
}
