import Foundation
import SwiftletIO
import TestSupport
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(5))) struct FileWatcherTests {
    private static let files = WatchedFiles(root: "/app", workingDirectory: "/app/run")

    private static let changes: [(String, String, WatchedChange)] = [
        ("app.swift", "/app/Sources/App", .sources), ("page.css", "/app/Sources/App/Page", .sources),
        ("Package.swift", "/app", .sources), ("Package@swift-6.0.swift", "/app", .sources),
        ("Package.resolved", "/app", .sources), ("Sources", "/app", .sources), (".env", "/app/run", .environment),
        (".env", "/app", []), ("README.md", "/app", []), ("app.sqlite3", "/app/run", []), (".build", "/app", []),
        (".app.swift.swp", "/app/Sources/App", []), ("app.swift~", "/app/Sources/App", []),
        ("#app.swift#", "/app/Sources/App", []), ("4913", "/app/Sources/App", []), ("x.swift", "/app/Tests", []),
    ]

    @Test(arguments: changes)
    func `changes of sources and of the environment count`(name: String, folder: String, change: WatchedChange) {
        #expect(Self.files.change(of: name, in: folder) == change)
    }

    /// Runs `body` with a function that waits for changes.
    private func watch(
        _ body: (TemporaryFolder, _ next: () async throws -> WatchedChange) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("Sources/App/app.swift", text: "1")
            let watcher = try FileWatcher(WatchedFiles(root: folder.path, workingDirectory: folder.path))
            let loop = try EventLoop.start(name: "watch")
            try await body(folder) { try await watcher.next(on: loop) }
            loop.shutdown()
        }
    }

    @Test func `a file that an editor replaces is a change`() async throws {
        try await watch { folder, next in
            // Written to another file, which is renamed.
            try Data("2".utf8).write(to: URL(filePath: "\(folder.path)/Sources/App/app.swift"), options: .atomic)
            #expect(try await next() == .sources)
        }
    }

    @Test func `new folders are watched`() async throws {
        try await watch { folder, next in
            try folder.write("Sources/New/Deep/a.swift", text: "1")
            #expect(try await next() == .sources)
            try folder.write("Sources/New/Deep/a.swift", text: "2")
            #expect(try await next() == .sources)
        }
    }

    @Test func `a source folder that is created later is watched`() async throws {
        try await watch { folder, next in
            try folder.write("Plugins/P/p.swift", text: "1")
            #expect(try await next() == .sources)
            try folder.write("Plugins/P/p.swift", text: "2")
            #expect(try await next() == .sources)
        }
    }

    @Test func `deleting a file is a change, and several changes are one`() async throws {
        try await watch { folder, next in
            try FileManager.default.removeItem(atPath: "\(folder.path)/Sources/App/app.swift")
            try folder.write(".env", text: "A=1")
            #expect(try await next() == [.sources, .environment])
        }
    }

    @Test func `other files are ignored`() async throws {
        try await watch { folder, next in
            try folder.write("app.sqlite3", text: "1")
            try folder.write(".build/debug/app", text: "1")
            try folder.write(".env", text: "A=1")
            #expect(try await next() == .environment)
        }
    }

    @Test func `events of the kernel are parsed`() {
        var bytes: [UInt8] = [1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0] + Array("a.c\0".utf8)
        bytes += [255, 255, 255, 255, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]
        let events = InotifyEvent.all(in: bytes[...])
        #expect(events.map(\.watch) == [1, -1])
        #expect(events.map(\.name) == ["a.c", ""])
        #expect(events.map(\.isOverflow) == [false, true])
    }
}
