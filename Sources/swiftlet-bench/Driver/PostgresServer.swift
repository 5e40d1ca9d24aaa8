import Glibc

/// A PostgreSQL server of the benchmark's own: data in a temporary folder, a unix socket, never run by root.
///
/// A shell keeps it, and stops it when its standard input closes, however this process ends.
final class PostgresServer {
    /// The URL of its database.
    let url: String
    private let keeper: Child
    private let orders: Socket

    /// Starts a server, and waits until it answers.
    ///
    /// - Throws: ``BenchError`` where the Debian package `postgresql` is not installed, or the server does not start.
    init() throws(BenchError) {
        let programs = (11...30).reversed().map { "/usr/lib/postgresql/\($0)/bin" }
        guard let programs = programs.first(where: { TextFile.size($0 + "/initdb") != nil }) else {
            throw BenchError("there is no PostgreSQL server here: install the Debian package postgresql")
        }
        var input: [Int32] = [0, 0]
        var output: [Int32] = [0, 0]
        guard unsafe pipe(&input) == 0, unsafe pipe(&output) == 0 else { throw BenchError("no pipe: error \(errno)") }
        let (childInput, answers) = (Socket(input[0]), Socket(output[0]))
        let childOutput = Socket(output[1])
        orders = Socket(input[1])
        for descriptor in [input[1], output[0]] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let folder = "/tmp/swiftlet-bench-pg-\(getpid())"
        let user = getuid() == 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : []
        keeper = try Child(
            "/usr/bin/env",
            user + ["sh", "-c", Self.script, "keeper", folder, programs],
            environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"],
            input: childInput.descriptor,
            output: childOutput.descriptor
        )
        url = "postgres:///postgres?host=\(folder)&user=postgres"
        // The child has its own by now. While one stays open here, the end of the child would not be noticed.
        childInput.finish()
        childOutput.finish()
        var answer = pollfd(fd: answers.descriptor, events: Int16(POLLIN), revents: 0)
        var byte: UInt8 = 0
        guard unsafe poll(&answer, 1, 60_000) == 1, unsafe read(answers.descriptor, &byte, 1) == 1,
            byte == UInt8(ascii: "y")
        else { throw BenchError("PostgreSQL does not start") }
    }

    deinit {
        orders.finish()
        keeper.wait()
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

/// The PostgreSQL database of the measurements: the one that `DATABASE_URL` names, or a server of the benchmark's own.
struct PostgresSource {
    /// The database's URL.
    let url: String
    private let server: PostgresServer?

    init() throws(BenchError) {
        if let given = unsafe getenv("DATABASE_URL") {
            url = unsafe String(cString: given)
            server = nil
        } else {
            let own = try PostgresServer()
            url = own.url
            server = own
        }
    }
}
