import Foundation
import TestSupport
import Testing

/// The program of the users service, with SIGTERM while clients send requests.
@Suite(.timeLimit(.minutes(3))) struct ServerProcessTests {
    private static let program = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../.build/debug/users-server").standardizedFileURL

    private static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: program.path) }

    /// A process of the program on a free port, which is ended and reaped.
    private func withServer(
        _ variables: [String: String] = [:],
        _ body: (_ process: Process, _ port: Int) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "users-server-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = Self.program
        process.environment = [
            "PATH": "/usr/bin:/bin", "PORT": "0", "SWIFTLET_HOST": "127.0.0.1", "SWIFTLET_LOOPS": "2",
            "DATABASE_URL": "sqlite:\(folder.path)/users.sqlite3", "SECRET_KEY": String(repeating: "k", count: 64),
            "MIGRATE_ON_START": "true", "RATE_LIMIT": "off",
        ]
        .merging(variables) { $1 }
        let log = Pipe()
        process.standardError = log
        try process.run()
        defer {
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
        }
        var port: Int?
        var text = ""
        while port == nil {
            let data = log.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            text += String(decoding: data, as: UTF8.self)
            port = text.firstMatch(of: /Listening on 127\.0\.0\.1:(\d+)\./).flatMap { Int($0.1) }
        }
        // The pipe must not fill up.
        log.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
        try await body(process, try #require(port))
    }

    /// Sends requests on one connection, until the server announces that it closes it.
    ///
    /// - Returns: The number of responses, and whether the last request received one.
    private func load(port: Int) async throws -> (count: Int, isComplete: Bool) {
        let connection = try RawConnection(port: port)
        var count = 0
        while true {
            await connection.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            let text = await connection.read(until: "}")
            guard text.hasPrefix("HTTP/1.1 200") else { return (count, false) }
            count += 1
            if text.lowercased().contains("\r\nconnection: close\r\n") { return (count, true) }
        }
    }

    @Test(.enabled(if: isBuilt, "The program is not built: swift build"))
    func `SIGTERM under load loses no request`() async throws {
        try await withServer { process, port in
            try await withThrowingTaskGroup(of: (count: Int, isComplete: Bool).self) { group in
                for _ in 0..<8 {
                    group.addTask { try await load(port: port) }
                }
                try await Task.sleep(for: .seconds(1))
                process.terminate()
                for try await result in group {
                    #expect(result.count > 1)
                    #expect(result.isComplete)
                }
            }
            process.waitUntilExit()
            #expect(process.terminationReason == .exit)
            #expect(process.terminationStatus == 0)
        }
    }

    @Test(.enabled(if: isBuilt, "The program is not built: swift build"))
    func `a second signal ends the process immediately`() async throws {
        try await withServer(["SWIFTLET_SHUTDOWN_DELAY": "60", "SWIFTLET_GRACE_PERIOD": "120"]) { process, port in
            process.terminate()
            while try await !isDraining(port: port) {}
            process.terminate()
            process.waitUntilExit()
            #expect(process.terminationStatus == 128 + SIGTERM)
        }
    }

    private func isDraining(port: Int) async throws -> Bool {
        let connection = try RawConnection(port: port)
        await connection.send("GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        return await connection.read().hasPrefix("HTTP/1.1 503")
    }

    @Test(
        .enabled(if: isBuilt, "The program is not built: swift build"),
        arguments: [["SWIFTLET_LOOPS": "many"], ["SECRET_KEY": ""]]
    )
    func `an invalid configuration is logged, and the exit code is 1`(variables: [String: String]) async throws {
        let process = Process()
        process.executableURL = Self.program
        process.environment = ["SECRET_KEY": "", "PORT": "0"].merging(variables) { $1 }
        let log = Pipe()
        process.standardError = log
        try process.run()
        let text = String(decoding: try log.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(text.contains("could not start"))
        #expect(text.contains(variables.keys.first ?? ""))
    }
}
