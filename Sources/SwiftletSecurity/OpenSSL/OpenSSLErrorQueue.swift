import COpenSSL

/// OpenSSL's queue of errors, of which every thread has its own.
enum OpenSSLErrorQueue {
    /// Takes every entry off the calling thread's queue, oldest first.
    ///
    /// Called right after a failing call: an entry left behind would be read as the reason of a later failure.
    /// The texts name a library and a reason, such as `error:0A000086:SSL routines::…`; the data that OpenSSL may
    /// attach to an entry is left out, because it can quote input.
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
