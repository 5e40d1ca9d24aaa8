import CPostgres

/// The owner of libpq's cancel handle, which it frees.
///
/// Guard of the unchecked conformance: the pointer refers to a separate copy, which shares nothing with the connection
/// (https://www.postgresql.org/docs/15/libpq-cancel.html), and there can be no second owner.
@safe struct PostgresCancelHandle: ~Copyable, @unchecked Sendable {
    private let pointer: OpaquePointer

    /// Takes ownership of a handle returned by `PQgetCancel`.
    init(taking pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe PQfreeCancel(pointer)
    }

    /// Sends a cancel request on a separate connection.
    ///
    /// Blocks until the server has closed that connection.
    func cancel() {
        var message = [CChar](repeating: 0, count: 256)
        _ = unsafe PQcancel(pointer, &message, Int32(message.count))
    }
}
