import Foundation
import Swiftlet
import SwiftletIO
import SwiftletServer
import TestSupport

@testable import SwiftletHarness

/// A package whose executable is a Python script, which serves like the process of an app.
struct WatchFixture: Sendable {
    /// Serves on a free port: responds with the arguments to `/arguments`, and waits for a file before it responds to `/slow`.
    private static let server = """
        #!/usr/bin/env python3
        import http.server, json, os, sys, time
        folder = os.path.dirname(os.path.abspath(__file__))
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def respond(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
                path = self.path
                if path.startswith("/crash"):
                    print("app.swift:3: Fatal error: no such note", file=sys.stderr, flush=True)
                    os._exit(1)
                if path == "/slow":
                    open(folder + "/slow", "w").close()
                    while not os.path.exists(folder + "/continue"): time.sleep(0.01)
                if path == "/backtrace":
                    print("*** Signal 4: Backtracing from 0x1...", end="", file=sys.stderr, flush=True)
                    while not os.path.exists(folder + "/continue"): time.sleep(0.01)
                    print(" done ***\\n\\n*** Swift runtime failure: arithmetic overflow ***", file=sys.stderr, flush=True)
                    os._exit(1)
                if path == "/stream":
                    self.send_response(200)
                    self.send_header("Content-Type", "text/event-stream")
                    self.send_header("Transfer-Encoding", "chunked")
                    self.end_headers()
                    self.wfile.write(b"b\\r\\ndata: one\\n\\n\\r\\n")
                    self.wfile.flush()
                    time.sleep(60)
                text = json.dumps({"version": VERSION, "method": self.command, "path": path, "body": body,
                    "headers": {name.lower(): value for name, value in self.headers.items()}, "arguments": sys.argv[1:]})
                self.send_response(201 if self.command == "POST" else 200)
                self.send_header("Content-Length", str(len(text)))
                self.send_header("X-App", "yes")
                self.end_headers()
                if self.command != "HEAD": self.wfile.write(text.encode())
            do_GET = do_POST = do_HEAD = respond
            def log_message(self, *_): pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        print(f"\\x01swiftlet-ready {server.server_port}", flush=True)
        server.serve_forever()
        """

    let folder: TemporaryFolder
    let package: WatchedPackage
    let loop: EventLoop
    let log = Recorder()

    var console: Console.Stream {
        Console.Stream(isTerminal: false, usesColor: false, columns: 80) { [log] in log.append($0) }
    }

    /// Runs `body` with a package whose executable does not exist yet.
    static func with(_ body: (WatchFixture) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("Package.swift", text: "// swift-tools-version: 6.3")
            try folder.write("Sources/App/app.swift", text: "")
            let package = try WatchedPackage(program: "\(folder.path)/.build/debug/app")
            try await body(
                WatchFixture(folder: folder, package: package, loop: try EventLoop.start(name: "watch"))
            )
        }
    }

    /// Runs `body` with a package without sources.
    static func withPackage(_ body: (WatchedPackage) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "package-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data().write(to: folder.appending(path: "Package.swift"))
        try body(try WatchedPackage(program: "\(folder.path)/.build/debug/app"))
    }

    /// Replaces the executable, like a build, with one that reports a version.
    func install(version: Int) throws {
        try install(Self.server.replacingOccurrences(of: "VERSION", with: "\(version)"))
    }

    /// Replaces the executable with a script.
    func install(_ script: String) throws {
        try? FileManager.default.removeItem(atPath: package.program)
        try folder.write(".build/debug/app", text: script)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: package.program)
    }

    /// Waits until a slow request has arrived.
    func untilSlowRequest() async throws {
        try await Self.until { FileManager.default.fileExists(atPath: "\(folder.path)/.build/debug/slow") }
    }

    /// Waits until a condition is true.
    static func until(_ condition: () async -> Bool) async throws {
        while await !condition() { try await Task.sleep(for: .milliseconds(5)) }
    }

    /// Lets the slow requests continue.
    func continueSlowRequests() throws {
        try folder.write(".build/debug/continue", text: "")
    }

    /// A supervisor, and the server of its proxy, which are stopped after `body`.
    func withServer(_ body: (AppSupervisor, _ url: String) async throws -> Void) async throws {
        let supervisor = AppSupervisor(console: console) { [package, console, loop] isRestart in
            AppProcess.Launch(
                package: package,
                arguments: isRestart ? ["restarted"] : ["first"],
                environment: ProcessInfo.processInfo.environment,
                output: console,
                loop: loop
            )
        }
        let proxy = WatchProxy(supervisor: supervisor)
        let server = try await HTTPServer.start { try await proxy.respond(to: $0, $1) }
        do {
            try await body(supervisor, "http://127.0.0.1:\(server.port)")
        } catch {
            await stop(supervisor, server)
            throw error
        }
        await stop(supervisor, server)
    }

    private func stop(_ supervisor: AppSupervisor, _ server: HTTPServer) async {
        async let stopped: Void = supervisor.stop()
        await server.stop()
        await stopped
    }
}
