import Glibc

/// Blocks SIGPIPE on the current thread.
///
/// With `CURLOPT_NOSIGNAL` this is the caller's responsibility: OpenSSL writes to sockets without `MSG_NOSIGNAL`, and a
/// closed connection would terminate the process. SIGPIPE is sent to the writing thread, so blocking it there suffices
/// and does not affect the rest of the process.
enum BrokenPipeSignal {
    /// Runs `body` with SIGPIPE blocked, then discards a pending one and restores the signal mask.
    static func blocked<T>(_ body: () throws -> T) rethrows -> T {
        var pipe = sigset_t()
        var previous = sigset_t()
        unsafe sigemptyset(&pipe)
        unsafe sigaddset(&pipe, SIGPIPE)
        guard unsafe pthread_sigmask(SIG_BLOCK, &pipe, &previous) == 0 else { return try body() }
        defer {
            if unsafe sigismember(&previous, SIGPIPE) == 0 {
                var noWait = timespec()
                while unsafe sigtimedwait(&pipe, nil, &noWait) == SIGPIPE {}
                unsafe pthread_sigmask(SIG_SETMASK, &previous, nil)
            }
        }
        return try body()
    }
}
