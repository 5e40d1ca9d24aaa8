import Swiftlet
import SwiftletGateway
import SwiftletJSON
import SwiftletServer
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(5))) struct JournalTests {
    private func call(_ id: String, bytes: Int = 10) -> FunctionCall {
        var call = FunctionCall(event: Array(repeating: UInt8(ascii: " "), count: bytes))
        call.id = id
        return call
    }

    @Test func `the oldest entries beyond the maximum count are removed`() {
        var store = JournalStore(maximumCount: 2)
        for id in ["a", "b", "c"] {
            _ = store.add(call(id))
        }
        #expect(store.entries.map(\.id) == ["b", "c"])
        #expect(store.entries.map(\.number) == [2, 3])
        #expect(store["a"] == nil)
    }

    @Test func `the oldest entries beyond the maximum size are removed`() {
        var store = JournalStore(maximumBytes: 10_000)
        for id in ["a", "b", "c"] {
            _ = store.add(call(id, bytes: 3000))
        }
        #expect(store.entries.map(\.id) == ["b", "c"])
        _ = store.update("c") { $0.finish(.response(Array(repeating: 0, count: 3000)), after: .zero, output: nil) }
        #expect(store.entries.map(\.id) == ["c"])
    }

    @Test func `the latest entry is kept whatever its size`() {
        var store = JournalStore(maximumBytes: 10)
        _ = store.add(call("a", bytes: 3000))
        #expect(store.entries.map(\.id) == ["a"])
    }

    @Test func `changes of a removed entry are ignored`() {
        var store = JournalStore(maximumCount: 1)
        _ = store.add(call("a"))
        _ = store.add(call("b"))
        #expect(store.update("a") { $0.finish(.response([]), after: .zero, output: nil) } == nil)
    }

    @Test func `log records beyond the limits are counted`() {
        var entry = JournalEntry(call("a"), number: 1)
        let long = String(repeating: "x", count: JournalEntry.maximumLogBytes - 10)
        for message in [long, "too long for the rest", "short"] {
            entry.add(JournalEntry.LogRecord(time: .zero, level: .info, message: message, metadata: [:]))
        }
        #expect(entry.logs.map(\.message) == [long, "short"])
        #expect(entry.droppedLogs == 1)
    }

    @Test func `subscribers receive the start and the end of an invocation, and the end of the journal`() async {
        let journal = InvocationJournal()
        let changes = journal.changes()
        journal.start(call("a"))
        journal.finish("a", .response([]), after: .milliseconds(2), output: nil)
        journal.removeAll()
        journal.close()
        var received: [String] = []
        for await change in changes {
            switch change {
            case .entry(let entry): received.append("\(entry.id) \(entry.duration == nil ? "started" : "ended")")
            case .cleared: received.append("cleared")
            }
        }
        #expect(received == ["a started", "a ended", "cleared"])
        for await _ in journal.changes() {
            Issue.record("A closed journal has no changes.")
        }
    }

    @Test func `a streamed response is passed on and kept`() async throws {
        let journal = InvocationJournal()
        let host = JournalHost(host: StreamingHost(parts: ["one ", "two"]), journal: journal, readsOutput: false)
        let outcome = await host.invoke(call("a"))
        #expect(try await outcome.collected().get() == Array("one two".utf8))
        guard case .stream(let type, let bytes, let isComplete, let failure) = await journal.outcome(of: "a") else {
            Issue.record("There is no streamed response in the journal.")
            return
        }
        #expect(type == "text/plain")
        #expect(bytes == Array("one two".utf8))
        #expect(isComplete)
        #expect(failure == nil)
    }

    @Test func `the failure of a streamed response is passed on and kept`() async throws {
        let journal = InvocationJournal()
        let failure = FunctionFailure(errorType: "E", errorMessage: "no")
        let parts = StreamingHost(parts: ["one "], failure: failure)
        let host = JournalHost(host: parts, journal: journal, readsOutput: false)
        let outcome = await host.invoke(call("a"))
        await #expect(throws: failure) { try await outcome.collected().get() }
        guard case .stream(_, _, let isComplete, let kept) = await journal.outcome(of: "a") else {
            Issue.record("There is no streamed response in the journal.")
            return
        }
        #expect(!isComplete)
        #expect(kept == failure)
    }
}

extension InvocationJournal {
    /// Waits for the end of an invocation.
    fileprivate func outcome(of id: String) async -> JournalEntry.Outcome? {
        let changes = changes()
        if let outcome = self[id]?.outcome { return outcome }
        for await case .entry(let entry) in changes where entry.id == id {
            if let outcome = entry.outcome { return outcome }
        }
        return nil
    }
}

/// A host whose function streams its response.
private struct StreamingHost: FunctionHost {
    let parts: [String]
    var failure: FunctionFailure?
    let functionNames: [String] = []

    func invoke(_ call: FunctionCall) async -> FunctionOutcome {
        let channel = ChunkChannel()
        Task {
            for part in parts {
                try await channel.send(Array(part.utf8))
            }
            channel.finish(failure.map { .failure($0) } ?? .success(()))
        }
        return .stream(ResponseStream(contentType: "text/plain", parts: channel))
    }

    func stop() async throws {}
}
