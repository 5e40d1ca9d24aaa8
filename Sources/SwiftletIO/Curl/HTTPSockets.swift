import CCurl
import Glibc
import Synchronization

/// The open sockets of libcurl's connections, including idle ones, which libcurl does not list.
enum HTTPSockets {
    private static let open = Mutex<Set<Int32>>([])

    /// Called with each new socket: sets close-on-exec, so that child processes do not keep connections open.
    static let opened: curl_sockopt_callback = { _, socket, _ in
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        open.withLock { _ = $0.insert(socket) }
        return 0
    }

    /// Called to close a socket.
    static let closed: curl_closesocket_callback = { _, socket in
        // Under the lock, so that the number is not reused meanwhile.
        open.withLock { open in
            open.remove(socket)
            return Glibc.close(socket)
        }
    }

    /// Shuts down all sockets: libcurl finds an idle connection closed and opens a new one, and requests in flight fail.
    static func shutDown() {
        open.withLock { open in
            for socket in open { Glibc.shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }
}
