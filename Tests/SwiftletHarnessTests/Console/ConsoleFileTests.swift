import Foundation
import Swiftlet
import SwiftletGateway
import SwiftletJSON
import TestSupport
import Testing

@testable import SwiftletHarness

/// The console while the process of a watched app is replaced.
@Suite(.timeLimit(.minutes(5))) struct ConsoleFileTests {
    /// A process that runs, other than this one.
    private static let other = getppid()

    private func call(_ id: String, event: String = "{}") -> FunctionCall {
        var call = FunctionCall(event: Array(event.utf8))
        call.id = id
        return call
    }

    /// The ID of a process that has ended.
    private func endedProcess() throws -> pid_t {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/true")
        try process.run()
        process.waitUntilExit()
        return process.processIdentifier
    }

    @Test func `the next process has the token and the invocations`() throws {
        let file = try ConsoleFile.create(token: "secret", process: Self.other)
        let earlier = InvocationJournal(file: file)
        for id in ["a", "b"] {
            earlier.start(call(id))
            earlier.finish(id, .response(Array("1".utf8)), after: .milliseconds(2), output: nil)
        }
        let opened = try ConsoleFile(path: file.path)
        #expect(opened.token == "secret")
        let journal = InvocationJournal(file: opened)
        #expect(journal.entries.map(\.json) == earlier.entries.map(\.json))
        journal.start(call("c"))
        #expect(journal.entries.map(\.number) == [1, 2, 3])
        #expect(journal["a"]?.duration == .milliseconds(2))
    }

    @Test func `the URL of the page stays the same`() throws {
        let file = try ConsoleFile.create(token: "secret", process: Self.other)
        let app = try makeNotesApp()
        for _ in 0..<2 {
            let opened = try ConsoleFile(path: file.path)
            let console = ServeConsole(app, listeningOn: "0.0.0.0", variables: [:], file: opened)
            #expect(console.url(of: "http://127.0.0.1:1") == "http://127.0.0.1:1/_swiftlet?token=secret")
        }
    }

    @Test func `an invocation that another process handles is completed later`() throws {
        let file = try ConsoleFile.create(token: nil, process: Self.other)
        let earlier = InvocationJournal(file: file)
        earlier.start(call("a"))
        let journal = InvocationJournal(file: try ConsoleFile(path: file.path))
        #expect(journal["a"]?.outcome == nil)
        #expect(journal.entries.count == 1)
        earlier.finish("a", .response([]), after: .zero, output: nil)
        guard case .response = journal["a"]?.outcome else {
            Issue.record("The invocation has no response.")
            return
        }
    }

    @Test func `an invocation of a process that has ended has failed`() throws {
        let file = try ConsoleFile.create(token: nil, process: try endedProcess())
        InvocationJournal(file: file).start(call("a"))
        let journal = InvocationJournal(file: try ConsoleFile(path: file.path))
        #expect(journal["a"]?.failure?.errorType == "Runtime.ExitError")
        #expect(journal["a"]?.duration == nil)
    }

    @Test func `removed invocations are removed for the next process`() throws {
        let file = try ConsoleFile.create(token: "secret", process: Self.other)
        let journal = InvocationJournal(file: file)
        journal.start(call("a"))
        journal.removeAll()
        let opened = try ConsoleFile(path: file.path)
        #expect(opened.changes().isEmpty)
        #expect(opened.token == "secret")
    }

    @Test func `a file that has become too large has the invocations that the journal keeps`() throws {
        let file = try ConsoleFile.create(token: nil, maximumSize: 10_000, process: Self.other)
        let reader = try ConsoleFile(path: file.path)
        let journal = InvocationJournal(JournalStore(maximumCount: 3), file: file)
        let event = "\"\(String(repeating: "x", count: 1000))\""
        for number in 1...100 {
            journal.start(call("\(number)", event: event))
            #expect(try Data(contentsOf: URL(filePath: file.path)).count < 20_000)
        }
        #expect(reader.changes().suffix(3).map(\.entry.id) == ["98", "99", "100"])
    }

    @Test(arguments: ["", "\n", "{}\n", "{\"token\":1}\n"])
    func `a file without a token is not opened`(text: String) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "console-\(UUID())")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        #expect(throws: HarnessError.self) { try ConsoleFile(path: url.path) }
    }

    @Test func `the file has no name, and only this user can open it`() throws {
        let file = try ConsoleFile.create(token: nil)
        let handle = try FileHandle(forReadingFrom: URL(filePath: file.path))
        var status = stat()
        #expect(unsafe fstat(handle.fileDescriptor, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(status.st_nlink == 0)
    }

    @Test(
        arguments: [
            nil, .response(Array("{\"a\":1}".utf8)), .failure(FunctionFailure(errorType: "E", errorMessage: "no")),
            .stream(contentType: "text/plain", bytes: [0, 255], isComplete: true, failure: nil),
            .stream(
                contentType: nil,
                bytes: [],
                isComplete: false,
                failure: FunctionFailure(errorType: "E", errorMessage: "no", stackTrace: ["f", "g"])
            ),
        ] as [JournalEntry.Outcome?]
    )
    func `all parts of an entry are kept`(outcome: JournalEntry.Outcome?) throws {
        var call = call("a", event: #"{"key":"välue"}"#)
        call.acceptsStream = true
        call.attributes = InvocationAttributes(handler: "h", clientContext: ["a": [1, nil]])
        call.attributes.identity = ["b": "c"]
        call.attributes.tenantID = "t"
        call.attributes.traceID = "x"
        call.attributes.functionARN = "arn"
        var entry = JournalEntry(call, number: 7, date: Date(timeIntervalSince1970: 1_700_000_000.25))
        entry.add(
            JournalEntry.LogRecord(time: .milliseconds(3), level: .warning, message: "m", metadata: ["k": "v"])
        )
        entry.droppedLogs = 2
        if let outcome { entry.finish(outcome, after: .microseconds(1500), output: [1, 2]) }
        let copy = try #require(JournalEntry(try JSON(parsing: entry.json.bytes)))
        #expect(copy.json == entry.json)
        #expect(copy.event == entry.event)
        #expect(copy.attributes == entry.attributes)
        #expect(copy.duration == entry.duration)
        #expect(copy.logs.map(\.metadata) == [["k": "v"]])
    }

    @Test func `the secrets of an earlier process are masked`() async throws {
        let file = try ConsoleFile.create(token: nil, process: Self.other)
        let earlier = try ConsoleFixture(journal: InvocationJournal(file: file))
        let headers = [("Authorization", "Bearer very-secret-token")]
        let id = try #require(try await earlier.send("GET", "/notes", headers: headers))
        let next = try ConsoleFixture(journal: InvocationJournal(file: try ConsoleFile(path: file.path)))
        #expect(!"\(try await next.call(.get, "invocations/\(id)"))".contains("very-secret-token"))
        #expect("\(try await next.call(.get, "invocations/\(id)?secrets=shown"))".contains("very-secret-token"))
    }
}
