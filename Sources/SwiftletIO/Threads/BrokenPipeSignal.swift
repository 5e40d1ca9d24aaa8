#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Keeps SIGPIPE away from the calling thread.
///
/// libcurl told not to touch signals leaves this to its caller: OpenSSL writes to sockets without `MSG_NOSIGNAL`, and a
/// peer that has gone away would end the process. SIGPIPE is sent to the thread that writes, so blocking it there is
/// enough and changes nothing for the rest of the process.
enum BrokenPipeSignal {
    /// Runs `body` with SIGPIPE blocked, then drops one that came meanwhile and puts the old mask back.
    static func blocked<T>(_ body: () throws -> T) rethrows -> T {
        var pipe = sigset_t()
        var before = sigset_t()
        unsafe sigemptyset(&pipe)
        unsafe sigaddset(&pipe, SIGPIPE)
        guard unsafe pthread_sigmask(SIG_BLOCK, &pipe, &before) == 0 else { return try body() }
        defer {
            if unsafe sigismember(&before, SIGPIPE) == 0 {
                #if os(Linux)
                var noWait = timespec()
                while unsafe sigtimedwait(&pipe, nil, &noWait) == SIGPIPE {}
                #endif
                unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
            }
        }
        return try body()
    }
}
