import Foundation
import Synchronization
package import Testing

/// A PostgreSQL server for tests: data in a temporary directory, a free loopback port, never run by root.
///
/// A shell script manages the server. It reads commands from its standard input, and when that closes, even if this process
/// crashed, it stops the server and removes the directory.
package final class PostgresServer: Sendable {
    package let port: UInt16
    package let folder: String

    private let keeper: Process
    private let orders: FileHandle
    private let answers: AnswerReader
    private let queue = DispatchQueue(label: "postgres-server")
    private let lastSchema = Atomic<Int>(0)

    private init(port: UInt16, folder: String, keeper: Process, orders: FileHandle, answers: FileHandle) {
        self.port = port
        self.folder = folder
        self.keeper = keeper
        self.orders = orders
        self.answers = AnswerReader(answers)
    }

    // MARK: - Installation

    /// The directory of the server's programs, or `nil` if the Debian package `postgresql` is not installed.
    package static let programs: String? = {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }
        return versions.sorted(by: >).map { "\(root)/\($0)/bin" }
            .first {
                FileManager.default.isExecutableFile(atPath: $0 + "/initdb")
            }
    }()

    /// The reason for skipping a test.
    package static let reason: Comment = "PostgreSQL is not installed: install the Debian package postgresql."

    private static let sharedServer = Task { try await start() }

    /// The server shared by all tests except those that stop or freeze it.
    ///
    /// If no server is installed, the current test is skipped.
    package static func shared() async throws -> PostgresServer {
        // Checked in the test itself, which is the one to skip.
        guard programs != nil else { try Test.cancel(reason) }
        return try await sharedServer.value
    }

    /// Creates a server and waits until it accepts connections.
    package static func start() async throws -> PostgresServer {
        guard let programs else { throw Failure(reason.rawValue) }
        let folder = "/tmp/swiftlet-pg-\(UInt32.random(in: 0...UInt32.max))"
        let port = try freePort()
        let keeper = Process()
        let orders = Pipe()
        let answers = Pipe()
        let shell = ["sh", "-c", script, "keeper", folder, String(port), programs]
        let isRoot = getuid() == 0
        let user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]
        keeper.executableURL = URL(filePath: "/usr/bin/env")
        keeper.arguments = (isRoot ? user : []) + shell
        keeper.currentDirectoryURL = URL(filePath: "/tmp")
        keeper.standardInput = orders
        keeper.standardOutput = answers
        keeper.standardError = FileHandle.nullDevice
        try keeper.run()
        let server = PostgresServer(
            port: port,
            folder: folder,
            keeper: keeper,
            orders: orders.fileHandleForWriting,
            answers: answers.fileHandleForReading
        )
        try await server.expectAnswer()
        return server
    }

    /// Returns a loopback port that is not in use.
    package static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = unsafe inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(descriptor, generic, size) == 0 ? unsafe getsockname(descriptor, generic, &size) : -1
            }
        }
        guard result == 0 else { throw Failure("No loopback port is free.") }
        return UInt16(bigEndian: address.sin_port)
    }

    // MARK: - Control

    /// Returns the URL of a new, empty schema, so that tests are isolated.
    package func makeDatabase(parameters: String = "") async throws -> String {
        try await url(schema: makeSchema(), parameters: parameters)
    }

    /// Creates an empty schema and returns its name.
    package func makeSchema() async throws -> String {
        let schema = "t\(lastSchema.add(1, ordering: .relaxed).newValue)"
        try await order("schema \(schema)")
        return schema
    }

    /// Returns the URL of a schema, over TCP.
    package func url(schema: String, parameters: String = "") -> String {
        "postgres://tester:hunter2@127.0.0.1:\(port)/postgres?sslmode=disable&options=-csearch_path%3D\(schema)\(parameters)"
    }

    /// The server's self-signed certificate, for the name `localhost` only.
    package var certificate: String { folder + "/server.crt" }

    /// Stops the server in fast mode: running statements are aborted.
    package func stop() async throws { try await order("stop") }

    /// Starts the server after ``stop()``.
    package func launch() async throws { try await order("start") }

    /// Starts a hot standby that streams from this server and stops with it.
    ///
    /// - Returns: Its port.
    package func startStandby() async throws -> UInt16 {
        let port = try Self.freePort()
        try await order("standby \(port)")
        return port
    }

    /// Promotes the standby, and waits until it accepts writes.
    package func promoteStandby() async throws { try await order("promote") }

    /// Kills a server process, such as a backend, with SIGKILL: the server then restarts itself.
    package func kill(_ process: Int) async throws { try await order("signal KILL \(process)") }

    /// Terminates a backend, like `pg_terminate_backend`.
    package func terminate(_ process: Int) async throws { try await order("signal TERM \(process)") }

    /// Freezes a server process: it keeps its connections but does not respond.
    package func freeze(_ process: Int) async throws { try await order("signal STOP \(process)") }

    /// Resumes a frozen process.
    package func thaw(_ process: Int) async throws { try await order("signal CONT \(process)") }

    /// The process ID of the postmaster.
    package func mainProcess() async throws -> Int {
        guard let process = Int(try await order("main")) else { throw Failure("The server has no main process.") }
        return process
    }

    /// Runs a query with `psql` and returns one line of its output.
    package func ask(_ query: String) async throws -> String { try await order("ask \(query)") }

    /// Repeats a query until it returns the expected value.
    ///
    /// The test's time limit ends the wait.
    package func wait(for answer: String, to query: String) async throws {
        while try await ask(query) != answer {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @discardableResult
    private func order(_ order: String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                continuation.resume(
                    with: Result {
                        try orders.write(contentsOf: Data((order + "\n").utf8))
                        return try answers.next()
                    }
                )
            }
        }
    }

    private func expectAnswer() async throws {
        _ = try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                continuation.resume(with: Result { try answers.next() })
            }
        }
    }

    /// An error of the server or its script.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(_ description: String) { self.description = description }
    }

    /// Reads the script's output line by line.
    ///
    /// It is used only on the server's queue.
    private final class AnswerReader: Sendable {
        private let handle: FileHandle
        private let buffer = Mutex(Data())

        init(_ handle: FileHandle) { self.handle = handle }

        func next() throws -> String {
            try buffer.withLock { buffer in
                while true {
                    if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                        let line = String(decoding: buffer[..<end], as: UTF8.self)
                        buffer = Data(buffer[(end + 1)...])
                        guard line.hasPrefix("ok ") else { throw Failure("The test server failed: \(line)") }
                        return String(line.dropFirst(3))
                    }
                    let more = handle.availableData
                    guard !more.isEmpty else { throw Failure("The test server's script has exited.") }
                    buffer += more
                }
            }
        }
    }

    /// Arguments: the directory, the port, the directory of the programs.
    ///
    /// The script replies to each command with one line.
    private static let script = #"""
        folder=$1 port=$2 programs=$3
        trap '' INT TERM HUP
        umask 077
        mkdir "$folder" || exit 1
        settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=off"
        settings="$settings -c max_connections=400 -c shared_buffers=16MB -c timezone=Europe/Vienna"
        settings="$settings -c deadlock_timeout=50ms -c autovacuum=off"
        if openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
            -keyout "$folder/server.key" -out "$folder/server.crt" >&2
        then
            settings="$settings -c ssl=on -c ssl_cert_file=$folder/server.crt -c ssl_key_file=$folder/server.key"
        fi
        start() {
            "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/log" start >&2 -o "$settings -c port=$port"
        }
        standby() {
            "$programs/pg_basebackup" -h "$folder" -p "$port" -U postgres -D "$folder/standby" -R -c fast >&2 &&
            "$programs/pg_ctl" -D "$folder/standby" -w -l "$folder/standby.log" start >&2 -o "$settings -c port=$1"
        }
        promote() { "$programs/pg_ctl" -D "$folder/standby" -w promote >&2; }
        stop() { "$programs/pg_ctl" -D "$folder/data" -w -m fast stop >&2; }
        ask() { "$programs/psql" -h "$folder" -p "$port" -U postgres -X -q -A -t -v ON_ERROR_STOP=1 -c "$1" postgres; }
        answer() { if "$@"; then echo "ok "; else echo "failed: $1"; fi; }
        setup() {
            "$programs/initdb" -D "$folder/data" -U postgres -A scram-sha-256 --pwfile="$folder/password" \
                -E UTF8 --locale=C.UTF-8 -N >&2 &&
            printf 'local all all trust\nlocal replication all trust\nhost all all 127.0.0.1/32 scram-sha-256\n' > "$folder/data/pg_hba.conf" &&
            start && ask "CREATE ROLE tester LOGIN PASSWORD 'hunter2' IN ROLE pg_monitor" >&2
        }
        schema() { ask "CREATE SCHEMA $1 AUTHORIZATION tester" >&2; }
        echo hunter2 > "$folder/password"
        answer setup
        while read -r order rest; do
            case $order in
                start) answer start ;;
                stop) answer stop ;;
                schema) answer schema "$rest" ;;
                standby) answer standby "$rest" ;;
                promote) answer promote ;;
                main) echo "ok $(head -1 "$folder/data/postmaster.pid")" ;;
                signal) answer kill -s $rest ;;
                ask) if text=$(ask "$rest"); then echo "ok $text"; else echo "failed: $rest"; fi ;;
            esac
        done
        kill -s CONT $(cat /proc/[0-9]*/stat 2>/dev/null | awk -v p="$(head -1 "$folder/data/postmaster.pid")" '$4 == p || $1 == p { print $1 }')
        "$programs/pg_ctl" -D "$folder/data" -w -m immediate stop >&2
        [ ! -d "$folder/standby" ] || "$programs/pg_ctl" -D "$folder/standby" -w -m immediate stop >&2
        rm -rf "$folder"
        """#
}
