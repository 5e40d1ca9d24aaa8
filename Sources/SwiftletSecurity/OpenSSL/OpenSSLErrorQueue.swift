import COpenSSL

/// OpenSSL's thread-local error queue.
enum OpenSSLErrorQueue {
    /// Removes all entries from the queue of the calling thread, and returns them, oldest first.
    ///
    /// Called directly after a failed call: otherwise the entries would be attributed to a later failure. They name the library
    /// and the reason, such as `error:0A000086:SSL routines::…`; the optional data is omitted, because it can quote input.
    @discardableResult
    static func drain() -> [String] {
        var reasons: [String] = []
        while true {
            let code = ERR_get_error()
            guard code != 0 else { return reasons }
            let text = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
                unsafe ERR_error_string_n(code, buffer.baseAddress, buffer.count)
                return unsafe buffer.baseAddress.map { unsafe String(cString: $0) } ?? ""
            }
            reasons.append(text)
        }
    }
}
