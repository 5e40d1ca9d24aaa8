import Foundation
import Glibc
import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.serialized, .timeLimit(.minutes(2))) struct SQLiteFileTests {
    /// Runs the body with the URL of a closed database with one row, in the given journal mode.
    private func withFile(
        _ mode: String,
        in folder: URL? = nil,
        _ body: (_ url: String, _ folder: String) async throws -> Void
    ) async throws {
        let folder = folder ?? FileManager.default.temporaryDirectory.appending(path: "swiftlet-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = "sqlite:\(folder.path)/test.db"
        let db = try Database(url: url + "?journal_mode=\(mode)")
        try await db.execute("CREATE TABLE t (id integer)")
        try await db.execute("INSERT INTO t VALUES (1)")
        await db.close()
        try await body(url, folder.path)
    }

    private func files(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @discardableResult
    private func run(_ words: String...) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test(arguments: ["wal", "delete", "truncate", "persist", "memory"])
    func `the journal mode is taken from the URL`(_ mode: String) async throws {
        try await withFile(mode) { url, _ in
            for other in ["delete", mode] {
                let db = try Database(url: url + "?journal_mode=\(other)")
                #expect(try await db.query("PRAGMA journal_mode").first?.decode(String.self) == other)
                try await db.execute("INSERT INTO t VALUES (2)")
                await db.close()
            }
        }
    }

    @Test(arguments: ["mode=ro", "immutable=1", "mode=ro&immutable=1", "mode=rw&immutable=1"], ["wal", "delete"])
    func `a read-only database is read and not written`(
        _ parameters: String,
        _ journalMode: String
    ) async throws {
        try await withFile(journalMode) { url, folder in
            let db = try Database(url: url + "?" + parameters)
            #expect(try await db.query("SELECT id FROM t").decode(Int.self) == [1])
            let error = await #expect(throws: SQLError.self) { try await db.execute("INSERT INTO t VALUES (2)") }
            #expect(error?.code == .readOnly)
            #expect(try await db.transaction(isReadOnly: true) { try await $0.query("SELECT id FROM t").count } == 1)
            await db.close()
            if journalMode == "delete" || parameters.contains("immutable") {
                #expect(try files(folder) == ["test.db"])
            }
        }
    }

    @Test(arguments: ["mode=ro", "mode=rw", "immutable=1"])
    func `only rwc creates a file`(_ parameters: String) async throws {
        try await withFile("delete") { url, folder in
            let db = try Database(url: "sqlite:\(folder)/other.db?\(parameters)")
            let error = await #expect(throws: SQLError.self) { try await db.query("SELECT 1") }
            #expect(error?.code == .connectionFailed)
            #expect(try files(folder) == ["test.db"])
        }
    }

    @Test func `a path with special characters can be opened as immutable`() async throws {
        try await withFile("delete") { url, folder in
            try FileManager.default.moveItem(atPath: folder + "/test.db", toPath: folder + "/a b?#%41.db")
            let db = try Database(url: "sqlite:\(folder)/a b%3F#%2541.db?immutable=1")
            #expect(try await db.query("SELECT id FROM t").decode(Int.self) == [1])
            await db.close()
        }
    }

    @Test(.enabled(if: geteuid() == 0, "Only root can mount."), arguments: ["wal", "delete"])
    func `a file on a read-only file system is opened as immutable`(_ journalMode: String) async throws {
        let mount = FileManager.default.temporaryDirectory.appending(path: "swiftlet-mount-\(UUID())")
        try FileManager.default.createDirectory(at: mount, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: mount) }
        guard try run("mount", "-t", "tmpfs", "tmpfs", mount.path) else { try Test.cancel("No permission to mount.") }
        defer { _ = try? run("umount", "-l", mount.path) }
        try await withFile(journalMode, in: mount.appending(path: "task")) { url, folder in
            try #require(try run("mount", "-o", "remount,ro", mount.path))
            for url in [url, url + "?mode=ro", url + "?mode=rw"] {
                let db = try Database(url: url)
                #expect(try await db.query("SELECT id FROM t").decode(Int.self) == [1])
                let error = await #expect(throws: SQLError.self) { try await db.execute("INSERT INTO t VALUES (2)") }
                #expect(error?.code == .readOnly)
                await db.close()
            }
            #expect(try files(folder) == ["test.db"])
        }
    }

    @Test(.enabled(if: geteuid() == 0, "Only root can become another user."))
    func `another user's file is read, and rejected in WAL mode`() async throws {
        for mode in ["delete", "wal"] {
            try await withFile(mode) { url, folder in
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
                try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder + "/test.db")
                await #expect(processExitsWith: .success) { [url = url as String, mode = mode as String] in
                    try #require(setgid(65534) == 0 && setuid(65534) == 0)
                    let db = try Database(url: url)
                    if mode == "delete" {
                        #expect(try await db.query("SELECT id FROM t").decode(Int.self) == [1])
                    } else {
                        let error = await #expect(throws: SQLError.self) { try await db.query("SELECT id FROM t") }
                        #expect(error?.code == .connectionFailed)
                        #expect(error?.message.contains("immutable=1") == true)
                        let immutable = try Database(url: url + "?immutable=1")
                        #expect(try await immutable.query("SELECT id FROM t").decode(Int.self) == [1])
                        await immutable.close()
                    }
                    await db.close()
                }
            }
        }
    }

    @Test(arguments: [true, false])
    func `opening a locked file ends at the deadline and on cancellation`(_ isCancelled: Bool) async throws {
        try await TestDriver.sqlite.withURL { url in
            let holder = try Database(url: url + "?journal_mode=delete")
            try await holder.execute("CREATE TABLE t (id integer)")
            let lock = try await holder.begin()
            try await lock.execute("INSERT INTO t VALUES (1)")
            let db = try Database(
                url: url,
                configuration: .init(
                    acquireTimeout: isCancelled ? .seconds(3600) : .milliseconds(200),
                    busyTimeout: .seconds(3600)
                )
            )
            let opening = Task { try await db.query("SELECT 1") }
            if isCancelled {
                try await Task.sleep(for: .milliseconds(200))
                opening.cancel()
                await #expect(throws: CancellationError.self) { try await opening.value }
            } else {
                let error = await #expect(throws: SQLError.self) { try await opening.value }
                #expect(error?.code == .busy)
            }
            try await lock.rollback()
            await db.close()
            await holder.close()
        }
    }

    @Test func `WAL is rejected on a network file system`() async throws {
        try await withFile("wal") { url, folder in
            func open(_ parameters: String) async throws {
                var location = SQLiteLocation(path: folder + "/test.db")
                if case .sqlite(let parsed) = try DatabaseURL(url + parameters) { location = parsed }
                let settings = SQLiteSettings(
                    location: location,
                    busyTimeout: .seconds(60),
                    statementCacheSize: 10,
                    fileSystem: { _ in SQLiteFileSystem(networkName: "NFS") }
                )
                try await SQLiteConnection.open(settings, until: .now + .seconds(60)).close()
            }
            for parameters in ["", "?journal_mode=wal", "?mode=ro"] {
                let error = await #expect(throws: SQLError.self) { try await open(parameters) }
                #expect(error?.code == .unsupported)
                #expect(error?.message.contains("NFS") == true)
                #expect(error?.message.contains("journal_mode=delete") == true)
            }
            try await open("?immutable=1")
            try await open("?journal_mode=delete")
            try await open("?mode=ro")
        }
    }
}
