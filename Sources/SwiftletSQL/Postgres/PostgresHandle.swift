import CPostgres

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A connection of libpq: owns it and finishes it.
///
/// See https://www.postgresql.org/docs/15/libpq-async.html.
///
/// Not thread-safe: whoever holds it serializes its use. Without a connection every call fails as on a broken one,
/// which libpq promises for a null pointer. A class, so that its owner has it in a constant, and no call is checked for
/// exclusive access.
@safe final class PostgresHandle {
    private var pointer: OpaquePointer?
    private let notices: PostgresNotices

    init(notices: PostgresNotices) {
        unsafe pointer = nil
        self.notices = notices
    }

    deinit {
        unsafe PQfinish(pointer)
    }

    /// Ends the connection at once.
    func finish() {
        unsafe PQfinish(pointer)
        unsafe pointer = nil
    }

    // MARK: Connecting

    /// Begins to connect, without waiting for the network.
    func start(_ parameters: [PostgresParameter]) {
        finish()
        unsafe pointer = CStringArray.with(parameters.map(\.keyword)) { keywords in
            unsafe CStringArray.with(parameters.map(\.value)) { values in
                unsafe PQconnectStartParams(keywords, values, 0)
            }
        }
        // The text of an error is all that a failed connection leaves, and in this form it has the SQLSTATE.
        _ = unsafe PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
        let context = unsafe Unmanaged.passUnretained(notices).toOpaque()
        // The handle keeps the receiver alive, and libpq calls it only from calls on this handle.
        _ = unsafe PQsetNoticeProcessor(
            pointer,
            { context, message in
                guard let context = unsafe context, let message = unsafe message else { return }
                let notices = unsafe Unmanaged<PostgresNotices>.fromOpaque(context).takeUnretainedValue()
                notices.receive(unsafe String(cString: message))
            },
            context
        )
    }

    enum ConnectStep {
        case read
        case write
        case done
        case failed
    }

    /// Goes on connecting, as far as it goes without waiting.
    func proceed() -> ConnectStep {
        switch unsafe PQconnectPoll(pointer) {
        case PGRES_POLLING_READING: .read
        case PGRES_POLLING_WRITING: .write
        case PGRES_POLLING_OK: hasConnected() ? .done : .failed
        default: .failed
        }
    }

    private func hasConnected() -> Bool {
        _ = unsafe PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
        return unsafe PQsetnonblocking(pointer, 1) == 0
    }

    // MARK: State

    var isBroken: Bool { unsafe PQstatus(pointer) == CONNECTION_BAD }

    /// The socket to wait for, -1 without one.
    ///
    /// It may change while connecting.
    var socket: Int32 { unsafe PQsocket(pointer) }

    /// The last thing that went wrong.
    ///
    /// It may name the host and the user.
    var errorMessage: String {
        unsafe PQerrorMessage(pointer).map { unsafe String(cString: $0) } ?? ""
    }

    /// The number of the server's process, or what a pooler gives out in its place.
    var serverProcess: Int32 {
        unsafe PQbackendPID(pointer)
    }

    var transactionState: TransactionState {
        switch unsafe PQtransactionStatus(pointer) {
        case PQTRANS_IDLE: .none
        case PQTRANS_INTRANS: .open
        case PQTRANS_INERROR, PQTRANS_ACTIVE: .failed
        default: .broken
        }
    }

    /// What the server last reported of one of its settings.
    func setting(_ name: String) -> String? {
        unsafe PQparameterStatus(pointer, name).map { unsafe String(cString: $0) }
    }

    /// The means to cancel statements on this connection, nil without one.
    func makeCanceller() -> PostgresCanceller? {
        unsafe PQgetCancel(pointer).map { unsafe PostgresCanceller(PostgresCancelHandle(taking: $0)) }
    }

    /// Whether something waits to be read, or the other side has gone.
    ///
    /// Asks the kernel, not the network.
    var hasNews: Bool {
        var request = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&request, 1, 0) != 0
    }

    // MARK: Sending

    /// Sends a statement without preparing it.
    func send(_ text: String, _ arguments: PostgresArguments) -> Bool {
        unsafe arguments.withPointers { values, lengths, formats in
            unsafe PQsendQueryParams(pointer, text, arguments.count, arguments.types, values, lengths, formats, 0) == 1
        }
    }

    /// Sends a statement to be prepared under a name.
    func sendPrepare(_ name: String, _ text: String, types: [UInt32]) -> Bool {
        unsafe PQsendPrepare(pointer, name, text, Int32(types.count), types) == 1
    }

    /// Sends the values for a prepared statement.
    func sendPrepared(_ name: String, _ arguments: PostgresArguments) -> Bool {
        unsafe arguments.withPointers { values, lengths, formats in
            unsafe PQsendQueryPrepared(pointer, name, arguments.count, values, lengths, formats, 0) == 1
        }
    }

    /// Sends what makes the server forget a prepared statement: a message of the protocol where libpq has it (17 and
    /// later), otherwise the statement `DEALLOCATE`.
    func sendDeallocate(_ name: String) -> Bool {
        let sent = unsafe cpostgres_send_close_prepared(pointer, name)
        guard sent < 0 else { return sent == 1 }
        return send("DEALLOCATE \(name)", PostgresArguments([]))
    }

    /// Asks for the rows of the statement just sent one by one.
    func enterSingleRowMode() -> Bool { unsafe PQsetSingleRowMode(pointer) == 1 }

    func enterPipelineMode() -> Bool { unsafe PQenterPipelineMode(pointer) == 1 }

    /// Leaves pipeline mode, which takes that every result was read.
    func exitPipelineMode() -> Bool { unsafe PQexitPipelineMode(pointer) == 1 }

    var isInPipelineMode: Bool { unsafe PQpipelineStatus(pointer) != PQ_PIPELINE_OFF }

    /// Ends a part of a pipeline, of which everything counts or nothing.
    func sendSync() -> Bool { unsafe PQpipelineSync(pointer) == 1 }

    enum FlushState {
        case done
        case pending
        case failed
    }

    /// Writes what has not been written, as far as the kernel takes it.
    func flush() -> FlushState {
        switch unsafe PQflush(pointer) {
        case 0: .done
        case 1: .pending
        default: .failed
        }
    }

    // MARK: Receiving

    /// Reads what has arrived.
    ///
    /// - Returns: Whether the connection still stands.
    func consumeInput() -> Bool { unsafe PQconsumeInput(pointer) == 1 }

    /// Whether the next result has not arrived in full.
    var isBusy: Bool { unsafe PQisBusy(pointer) == 1 }

    /// The next result, nil when the statement has no more.
    ///
    /// Waits, and so blocks, while ``isBusy``.
    func nextResult() -> PostgresResult? {
        guard let result = unsafe PQgetResult(pointer) else { return nil }
        return unsafe PostgresResult(taking: result)
    }

    /// Drops messages of NOTIFY: nobody listens.
    func discardNotifications() {
        while let notification = unsafe PQnotifies(pointer) {
            unsafe PQfreemem(notification)
        }
    }
}

// MARK: COPY and NOTIFY

extension PostgresHandle {
    /// Queues data of COPY, see https://www.postgresql.org/docs/15/libpq-copy.html.
    ///
    /// While ``FlushState/pending`` nothing was queued. What was queued has to be flushed before more follows, since libpq
    /// enlarges its buffer without a limit.
    func putCopyData(_ bytes: [UInt8]) -> FlushState {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { data in
                unsafe Self.state(PQputCopyData(pointer, data.baseAddress, Int32(clamping: data.count)))
            }
        }
    }

    /// Queues the end of COPY, with a reason when it failed on this side.
    func putCopyEnd(failing reason: String?) -> FlushState {
        unsafe Self.state(PQputCopyEnd(pointer, reason))
    }

    private static func state(_ result: Int32) -> FlushState {
        switch result {
        case 1: .done
        case 0: .pending
        default: .failed
        }
    }

    /// What the input holds of a COPY.
    enum CopyData {
        case appended
        /// No message has arrived in full.
        case pending
        /// The result of the COPY follows.
        case end
        case failed
    }

    /// Appends the data of one message of COPY to a buffer.
    func copyData(appendingTo buffer: inout [UInt8]) -> CopyData {
        var message: UnsafeMutablePointer<CChar>?
        let count = unsafe PQgetCopyData(pointer, &message, 1)
        defer { unsafe PQfreemem(message) }
        switch count {
        case 0: return .pending
        case -1: return .end
        case 1...:
            unsafe buffer.append(contentsOf: UnsafeRawBufferPointer(start: message, count: Int(count)))
            return .appended
        default: return .failed
        }
    }

    /// The next message of NOTIFY that has arrived, nil when there is none.
    func nextNotification() -> SQLNotification? {
        guard let message = unsafe PQnotifies(pointer) else { return nil }
        defer { unsafe PQfreemem(message) }
        return unsafe SQLNotification(
            channel: String(cString: message.pointee.relname),
            payload: message.pointee.extra.map { unsafe String(cString: $0) } ?? "",
            processID: message.pointee.be_pid
        )
    }
}
