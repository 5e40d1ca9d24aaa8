import CPostgres
import Glibc

/// The owner of a libpq connection, which it finishes.
///
/// See https://www.postgresql.org/docs/15/libpq-async.html.
///
/// Not thread-safe: the owner must serialize its use. Without a connection every call fails as on a broken one, which
/// libpq guarantees for a null pointer. It is a class so that its owner can store it in a constant, without exclusivity
/// checks on each call.
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

    /// Closes the connection immediately.
    func finish() {
        unsafe PQfinish(pointer)
        unsafe pointer = nil
    }

    // MARK: - Connecting

    /// Starts connecting, without waiting for the network.
    func start(_ parameters: [PostgresParameter]) {
        finish()
        unsafe pointer = CStringArray.with(parameters.map(\.keyword)) { keywords in
            unsafe CStringArray.with(parameters.map(\.value)) { values in
                unsafe PQconnectStartParams(keywords, values, 0)
            }
        }
        // After a failed connection only the error message is available, and in verbose form it contains the SQLSTATE.
        _ = unsafe PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
        let context = unsafe Unmanaged.passUnretained(notices).toOpaque()
        // The handle keeps the receiver alive, and libpq calls it only during calls on this handle.
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

    /// Continues connecting as far as possible without waiting.
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

    // MARK: - State

    var isBroken: Bool { unsafe PQstatus(pointer) == CONNECTION_BAD }

    /// The socket to wait for, or -1 if there is none.
    ///
    /// It may change while connecting.
    var socket: Int32 { unsafe PQsocket(pointer) }

    /// The last error message.
    ///
    /// It may contain the host and the user.
    var errorMessage: String {
        unsafe PQerrorMessage(pointer).map { unsafe String(cString: $0) } ?? ""
    }

    /// The process ID of the server process, or the ID that a pooler reports instead.
    var serverProcessID: Int32 {
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

    /// Returns the last reported value of a server parameter.
    func setting(_ name: String) -> String? {
        unsafe PQparameterStatus(pointer, name).map { unsafe String(cString: $0) }
    }

    /// Creates the canceller of this connection, or returns `nil` if it is not connected.
    func makeCanceller() -> PostgresCanceller? {
        unsafe PQgetCancel(pointer).map { unsafe PostgresCanceller(PostgresCancelHandle(taking: $0)) }
    }

    /// Whether there is input to read, or the peer has closed the connection.
    ///
    /// Polls the socket without a network round trip.
    var hasPendingInput: Bool {
        var request = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&request, 1, 0) != 0
    }

    // MARK: - Sending

    /// Sends a statement without preparing it.
    func send(_ text: String, _ arguments: PostgresArguments) -> Bool {
        unsafe arguments.withPointers { values, lengths, formats in
            unsafe PQsendQueryParams(pointer, text, arguments.count, arguments.types, values, lengths, formats, 0) == 1
        }
    }

    /// Sends a statement to prepare under a name.
    func sendPrepare(_ name: String, _ text: String, types: [UInt32]) -> Bool {
        unsafe PQsendPrepare(pointer, name, text, Int32(types.count), types) == 1
    }

    /// Sends the parameters for a prepared statement.
    func sendPrepared(_ name: String, _ arguments: PostgresArguments) -> Bool {
        unsafe arguments.withPointers { values, lengths, formats in
            unsafe PQsendQueryPrepared(pointer, name, arguments.count, values, lengths, formats, 0) == 1
        }
    }

    /// Deallocates a prepared statement on the server: with a Close message if libpq supports it (17 and later), otherwise
    /// with the statement `DEALLOCATE`.
    func sendDeallocate(_ name: String) -> Bool {
        let sent = unsafe cpostgres_send_close_prepared(pointer, name)
        guard sent < 0 else { return sent == 1 }
        return send("DEALLOCATE \(name)", PostgresArguments([]))
    }

    /// Requests the rows of the statement just sent one by one.
    func enterSingleRowMode() -> Bool { unsafe PQsetSingleRowMode(pointer) == 1 }

    func enterPipelineMode() -> Bool { unsafe PQenterPipelineMode(pointer) == 1 }

    /// Leaves pipeline mode, which requires that all results have been read.
    func exitPipelineMode() -> Bool { unsafe PQexitPipelineMode(pointer) == 1 }

    var isInPipelineMode: Bool { unsafe PQpipelineStatus(pointer) != PQ_PIPELINE_OFF }

    /// Ends a unit of a pipeline, which is atomic.
    func sendSync() -> Bool { unsafe PQpipelineSync(pointer) == 1 }

    enum FlushState {
        case done
        case pending
        case failed
    }

    /// Writes pending output, as far as the kernel accepts it.
    func flush() -> FlushState {
        switch unsafe PQflush(pointer) {
        case 0: .done
        case 1: .pending
        default: .failed
        }
    }

    // MARK: - Receiving

    /// Reads available input.
    ///
    /// - Returns: Whether the connection is still usable.
    func consumeInput() -> Bool { unsafe PQconsumeInput(pointer) == 1 }

    /// Whether the next result has not arrived completely.
    var isBusy: Bool { unsafe PQisBusy(pointer) == 1 }

    /// Returns the next result, or `nil` if the statement has no more.
    ///
    /// Blocks while ``isBusy``.
    func nextResult() -> PostgresResult? {
        guard let result = unsafe PQgetResult(pointer) else { return nil }
        return unsafe PostgresResult(taking: result)
    }

    /// Discards notifications, which nothing receives on this connection.
    func discardNotifications() {
        while let notification = unsafe PQnotifies(pointer) {
            unsafe PQfreemem(notification)
        }
    }
}

// MARK: - COPY and NOTIFY

extension PostgresHandle {
    /// Queues COPY data; see https://www.postgresql.org/docs/15/libpq-copy.html.
    ///
    /// If it returns ``FlushState/pending``, nothing was queued. Flush queued data before queueing more, because libpq
    /// grows its buffer without a limit.
    func putCopyData(_ bytes: [UInt8]) -> FlushState {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { data in
                unsafe Self.state(PQputCopyData(pointer, data.baseAddress, Int32(clamping: data.count)))
            }
        }
    }

    /// Queues the end of a COPY, with a reason if it failed on the client.
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

    /// The result of reading COPY data.
    enum CopyData {
        case appended
        /// No complete message has arrived.
        case pending
        /// The result of the COPY follows.
        case end
        case failed
    }

    /// Appends the data of one COPY message to a buffer.
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

    /// Returns the next notification that has arrived, or `nil` if there is none.
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
