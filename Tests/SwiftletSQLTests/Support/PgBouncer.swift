import Foundation
import Synchronization
import TestSupport
import Testing

@testable import SwiftletSQL

/// A PgBouncer in front of a test server, on a free loopback port and never run by root.
///
/// A shell script runs it. When the script's standard input closes, even if this process crashed, it kills PgBouncer and
/// removes its directory.
final class PgBouncer: Sendable {
    /// The pool mode: when a server connection returns to PgBouncer's pool.
    enum Mode: String, CaseIterable, CustomTestStringConvertible {
        case transaction
        case session

        var testDescription: String { rawValue }
    }

    /// The executable, or `nil` if the Debian package `pgbouncer` is not installed.
    static let program: String? = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// The reason for skipping a test.
    static let reason: Comment = "PgBouncer is not installed: install the Debian packages pgbouncer and postgresql."

    static var isInstalled: Bool { program != nil && PostgresServer.programs != nil }

    /// The URL of the test's own database through PgBouncer.
    let url: String

    private static let lastDatabase = Atomic<Int>(0)

    private let keeper: Process
    private let input: FileHandle

    private init(url: String, keeper: Process, input: FileHandle) {
        self.url = url
        self.keeper = keeper
        self.input = input
    }

    /// Runs the body with a PgBouncer in front of the shared server and an empty database.
    ///
    /// - Parameters:
    ///   - mode: The pool mode.
    ///   - poolSize: The number of server connections shared by all clients.
    ///   - acceptsOptions: Whether startup options are ignored, instead of rejected as by default.
    ///   - body: The test.
    /// - Throws: What the body throws, and the reason why PgBouncer could not be started.
    static func with(
        _ mode: Mode,
        poolSize: Int,
        acceptsOptions: Bool = true,
        _ body: (PgBouncer) async throws -> Void
    ) async throws {
        let server = try await PostgresServer.shared()
        let database = "bouncer_\(lastDatabase.add(1, ordering: .relaxed).newValue)"
        _ = try await server.ask("CREATE DATABASE \(database) OWNER tester")
        let bouncer = try await start(
            mode,
            poolSize: poolSize,
            acceptsOptions: acceptsOptions,
            database: database,
            server: server
        )
        do {
            try await body(bouncer)
        } catch {
            await bouncer.end()
            throw error
        }
        await bouncer.end()
    }

    private static func start(
        _ mode: Mode,
        poolSize: Int,
        acceptsOptions: Bool,
        database: String,
        server: PostgresServer
    ) async throws -> PgBouncer {
        guard let program, let programs = PostgresServer.programs else { try Test.cancel(reason) }
        let folder = "/tmp/swiftlet-pgbouncer-\(UInt32.random(in: 0...UInt32.max))"
        let port = try PostgresServer.freePort()
        let settings = """
            [databases]
            \(database) = host=127.0.0.1 port=\(server.port) user=tester password=hunter2
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = \(port)
            unix_socket_dir =
            auth_type = any
            pool_mode = \(mode.rawValue)
            default_pool_size = \(poolSize)
            ignore_startup_parameters = extra_float_digits\(acceptsOptions ? ",options" : "")
            logfile = \(folder)/log
            """
        let keeper = Process()
        let input = Pipe()
        let output = Pipe()
        let user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]
        let shell = ["sh", "-c", script, "keeper", folder, String(port), program, programs, settings]
        keeper.executableURL = URL(filePath: "/usr/bin/env")
        keeper.arguments = (getuid() == 0 ? user : []) + shell
        keeper.currentDirectoryURL = URL(filePath: "/tmp")
        keeper.standardInput = input
        keeper.standardOutput = output
        keeper.standardError = FileHandle.nullDevice
        try keeper.run()
        let bouncer = PgBouncer(
            url: "postgres://tester:hunter2@127.0.0.1:\(port)/\(database)?sslmode=disable",
            keeper: keeper,
            input: input.fileHandleForWriting
        )
        let reply = output.fileHandleForReading
        let status = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: reply.availableData) }
        }
        guard status == Data("ok\n".utf8) else {
            await bouncer.end()
            throw PostgresServer.Failure("PgBouncer did not start.")
        }
        return bouncer
    }

    private func end() async {
        // Closing the input is not enough: a process started by another test at the same time may have inherited it.
        try? input.write(contentsOf: Data("end\n".utf8))
        try? input.close()
        await keeper.exit()
    }

    /// Arguments: the directory, the port, PgBouncer, the directory of PostgreSQL's programs, the settings.
    private static let script = #"""
        folder=$1 port=$2 program=$3 programs=$4
        trap '' INT TERM HUP
        umask 077
        mkdir "$folder" || exit 1
        echo "$5" > "$folder/pgbouncer.ini"
        "$program" -q "$folder/pgbouncer.ini" > "$folder/output" 2>&1 < /dev/null &
        process=$!
        tries=0
        until "$programs/pg_isready" -q -h 127.0.0.1 -p "$port"; do
            tries=$((tries + 1))
            if [ $tries -gt 600 ] || ! kill -s 0 $process; then break; fi
            sleep 0.05
        done
        if "$programs/pg_isready" -q -h 127.0.0.1 -p "$port"; then echo ok; else echo failed; fi
        read -r order
        kill -s KILL $process
        wait $process
        rm -rf "$folder"
        """#
}
