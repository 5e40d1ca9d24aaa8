import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

/// LISTEN and NOTIFY.
@Suite(.timeLimit(.minutes(2))) struct NotificationTests {
    private func next(_ iterator: inout SQLNotifications.Iterator) async throws -> [String] {
        let notification = try await iterator.next()
        return [notification?.channel ?? "", notification?.payload ?? ""]
    }

    @Test func `notifications arrive in order`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            // Channels are shared by the whole server, so each test has its own.
            let name = "Odd \"\u{301} \(UUID())".prefix(60)
            let twins = ["\(name)K", "\(name)\u{212A}"]
            let notifications = try await db.listen(to: twins[0], "second \(name.suffix(30))")
            var iterator = notifications.makeAsyncIterator()
            try await db.notify(twins[1], payload: "not ours")
            try await db.notify(twins[0], payload: "first \u{E9}")
            try await db.notify(twins[0])
            try await db.notify("second \(name.suffix(30))", payload: "third")
            #expect(try await next(&iterator) == [twins[0], "first \u{E9}"])
            #expect(try await next(&iterator) == [twins[0], ""])
            #expect(try await next(&iterator) == ["second \(name.suffix(30))", "third"])
        }
    }

    @Test func `a notification is sent when its transaction commits`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            let channel = "commit \(UUID())"
            var iterator = try await db.listen(to: channel).makeAsyncIterator()
            struct Undo: Error {}
            await #expect(throws: Undo.self) {
                try await db.transaction { tx in
                    try await tx.notify(channel, payload: "undone")
                    throw Undo()
                }
            }
            try await db.transaction { tx in try await tx.notify(channel, payload: "done") }
            #expect(try await next(&iterator) == [channel, "done"])
        }
    }

    @Test func `waiting can be cancelled and continued`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            let channel = "cancel \(UUID())"
            let notifications = try await db.listen(to: channel)
            let waiting = Task {
                var iterator = notifications.makeAsyncIterator()
                return try await iterator.next()
            }
            try await Task.sleep(for: .milliseconds(100))
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            try await db.notify(channel, payload: "later")
            var iterator = notifications.makeAsyncIterator()
            #expect(try await next(&iterator) == [channel, "later"])
        }
    }

    @Test func `a lost connection throws`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            let notifications = try await db.listen(to: "lost")
            var iterator = notifications.makeAsyncIterator()
            try await db.notify("lost")
            let process = try #require(try await iterator.next())
            #expect(process.processID > 0)
            let server = try await PostgresServer.shared()
            let name = "swiftlet-listener-\(UInt32.random(in: 0...UInt32.max))"
            let other = try Database(url: try await server.makeDatabase(parameters: "&application_name=\(name)"))
            var lost = try await other.listen(to: "lost").makeAsyncIterator()
            _ = try await server.ask(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '\(name)'"
            )
            let error = await #expect(throws: SQLError.self) { while try await lost.next() != nil {} }
            #expect(error?.code == .connectionLost)
            await other.close()
        }
    }

    @Test func `the connection is closed when the sequence is released`() async throws {
        let server = try await PostgresServer.shared()
        let name = "swiftlet-listener-\(UInt32.random(in: 0...UInt32.max))"
        let db = try Database(url: try await server.makeDatabase(parameters: "&application_name=\(name)"))
        do {
            let notifications = try await db.listen(to: "closed")
            _ = notifications
        }
        try await server.wait(for: "0", to: "SELECT count(*) FROM pg_stat_activity WHERE application_name = '\(name)'")
        await db.close()
    }

    @Test func `an invalid channel name is rejected`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            for name in ["", "a\0", String(repeating: "x", count: 64)] {
                await #expect(throws: SQLError.self) { _ = try await db.listen(to: name) }
                await #expect(throws: SQLError.self) { try await db.notify(name) }
            }
            await #expect(throws: SQLError.self) {
                try await db.notify("x", payload: String(repeating: "x", count: 8000))
            }
        }
    }

    @Test func `listening is rejected through a transaction pooler and on a closed database`() async throws {
        let pooled = try Database(url: "postgres://tester@127.0.0.1:1/d?pooler=transaction")
        let unsupported = await #expect(throws: SQLError.self) { _ = try await pooled.listen(to: "x") }
        #expect(unsupported?.code == .unsupported)
        let db = try Database(url: "postgres://tester@127.0.0.1:1/d")
        await db.close()
        let closed = await #expect(throws: SQLError.self) { _ = try await db.listen(to: "x") }
        #expect(closed?.code == .closed)
    }

    @Test func `SQLite does not support notifications`() async throws {
        try await TestDriver.sqlite.withDatabase { db in
            let listening = await #expect(throws: SQLError.self) { _ = try await db.listen(to: "x") }
            #expect(listening?.code == .unsupported)
            let sending = await #expect(throws: SQLError.self) { try await db.notify("x") }
            #expect(sending?.code == .unsupported)
        }
    }
}
