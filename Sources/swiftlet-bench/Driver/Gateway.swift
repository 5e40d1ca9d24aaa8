import Glibc

/// The CLI's local HTTP server, stopped on request.
struct Gateway {
    let port: UInt16
    private let child: Child

    /// Starts the CLI, and waits until it listens.
    ///
    /// - Throws: ``BenchError`` if it does not.
    init(_ program: String, _ arguments: [String], environment: [String: String]) throws(BenchError) {
        // Closes the port first: if another program takes it meanwhile, the CLI fails.
        let (listener, port) = try Socket.listen()
        listener.close()
        self.port = port
        let null = Socket(unsafe open("/dev/null", O_WRONLY | O_CLOEXEC))
        defer { null.close() }
        let arguments = ["serve", "--quiet", "--log-level", "error", "--port", "\(port)"] + arguments
        child = try Child(
            program,
            arguments,
            environment: environment,
            output: null.descriptor,
            errors: null.descriptor
        )
        for _ in 0..<600 {
            if Self.listens(port) { return }
            usleep(50_000)
        }
        throw BenchError("there is no server at the port of \(([program] + arguments).joined(separator: " "))")
    }

    /// Terminates the CLI and its child processes.
    func stop() {
        kill(child.id, SIGTERM)
        child.wait()
    }

    /// The number of requests per second over a number of connections, measured by [wrk](https://github.com/wg/wrk).
    ///
    /// - Throws: ``BenchError`` if `wrk` is not installed, or a request fails.
    func requestsPerSecond(_ path: String, connections: Int, seconds: Int) throws(BenchError) -> Double {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { throw BenchError("no pipe: error \(errno)") }
        let (reading, writing) = (Socket(ends[0]), Socket(ends[1]))
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let wrk = try Child(
            "/bin/sh",
            ["-c", "exec wrk -t2 -c\(connections) -d\(seconds)s http://127.0.0.1:\(port)\(path)"],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"],
            output: writing.descriptor
        )
        writing.close()
        let text = Self.read(reading)
        wrk.wait()
        for line in text.split(separator: "\n") {
            if line.contains("Non-2xx") || line.contains("Socket errors") { throw BenchError("wrk: \(line)") }
            guard line.hasPrefix("Requests/sec:") else { continue }
            if let rate = line.split(separator: " ").last.flatMap({ Double($0) }), rate > 0 { return rate }
        }
        throw BenchError("wrk is not installed, or reported no requests")
    }

    private static func read(_ socket: Socket) -> String {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe Glibc.read(socket.descriptor, &part, part.count)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += part[..<count]
        }
    }

    private static func listens(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
