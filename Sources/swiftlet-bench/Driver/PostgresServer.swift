import Glibc

/// A temporary PostgreSQL server: data in a temporary directory, on a Unix socket, never run as root.
///
/// A shell supervises it, and stops it when its standard input closes, even if this process crashes.
final class PostgresServer {
    /// The URL of its database.
    let url: String
    private let supervisor: Child
    private let supervisorInput: Socket

    /// Starts a server, and waits until it is ready.
    ///
    /// - Throws: ``BenchError`` if the Debian package `postgresql` is not installed, or the server does not start.
    init() throws(BenchError) {
        let programs = (11...30).reversed().map { "/usr/lib/postgresql/\($0)/bin" }
        guard let programs = programs.first(where: { TextFile.size($0 + "/initdb") != nil }) else {
            throw BenchError("PostgreSQL is not installed: install the Debian package postgresql")
        }
        var input: [Int32] = [0, 0]
        var output: [Int32] = [0, 0]
        guard unsafe pipe(&input) == 0, unsafe pipe(&output) == 0 else { throw BenchError("no pipe: error \(errno)") }
        let (childInput, supervisorOutput) = (Socket(input[0]), Socket(output[0]))
        let childOutput = Socket(output[1])
        supervisorInput = Socket(input[1])
        for descriptor in [input[1], output[0]] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let folder = "/tmp/swiftlet-bench-pg-\(getpid())"
        let user = getuid() == 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : []
        supervisor = try Child(
            "/usr/bin/env",
            user + ["sh", "-c", Self.script, "supervisor", folder, programs],
            environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"],
            input: childInput.descriptor,
            output: childOutput.descriptor
        )
        url = "postgres:///postgres?host=\(folder)&user=postgres"
        // The child has its own. If one stays open here, the end of the child is not detected.
        childInput.close()
        childOutput.close()
        var ready = pollfd(fd: supervisorOutput.descriptor, events: Int16(POLLIN), revents: 0)
        var byte: UInt8 = 0
        guard unsafe poll(&ready, 1, 60_000) == 1, unsafe read(supervisorOutput.descriptor, &byte, 1) == 1,
            byte == UInt8(ascii: "y")
        else { throw BenchError("PostgreSQL failed to start") }
    }

    deinit {
        supervisorInput.close()
        supervisor.wait()
    }

    private static let script = """
        folder=$1 programs=$2
        trap '' INT TERM HUP
        mkdir -m 700 "$folder" && cd "$folder" || exit 1
        "$programs/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N >/dev/null 2>&1 &&
            "$programs/pg_ctl" -D data -w -l log start -o "-c listen_addresses= -c unix_socket_directories=$folder \\
                -c fsync=off -c max_connections=100 -c shared_buffers=32MB" >/dev/null 2>&1 && printf y
        read -r order
        "$programs/pg_ctl" -D data -w -m immediate stop >/dev/null 2>&1
        cd / && rm -rf "$folder"
        """
}
