import Swiftlet
import SwiftletIO
import SwiftletJSON
import Synchronization
import Testing

@testable import SwiftletRuntime

@Suite(.timeLimit(.minutes(1)))
struct DeadlineTests {
    /// A deadline in milliseconds from now.
    private static func deadline(in milliseconds: Int64) -> (String, String) {
        ("Lambda-Runtime-Deadline-Ms", "\(LogTime.now.microseconds / 1000 + milliseconds)")
    }

    @Test func `a handler is cancelled before its deadline and a timeout is reported`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one", "{}", [Self.deadline(in: 200)]), Event("two"))
        let code = try await harness.run(
            ClosureHandler { event, context in
                if context.requestID == "one" { try await Task.sleep(for: .seconds(3600)) }
                return .bytes(event)
            }
        )
        #expect(code == 0)
        let report = try #require(harness.api.requests(.error).first)
        #expect(report.requestID == "one")
        #expect(report.field("Lambda-Runtime-Function-Error-Type") == "Function.TimedOut")
        #expect(try JSON(parsing: report.body)["errorType"]?.string == "Function.TimedOut")
        #expect(report.text.contains("deadline"))
        #expect(harness.api.requests(.response).map(\.requestID) == ["two"])
        #expect(harness.log.lines.contains { $0.contains("before its deadline") && $0.contains(#""requestId":"one""#) })
    }

    @Test func `a response returned despite the cancellation is sent`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(Event("one", "{}", [Self.deadline(in: 100)]))
        let code = try await harness.run(
            ClosureHandler { _, _ in
                try? await Task.sleep(for: .seconds(3600))
                return .bytes(Array("\"partial\"".utf8))
            }
        )
        #expect(code == 0)
        #expect(harness.api.requests(.response).map(\.text) == ["\"partial\""])
        #expect(harness.api.requests(.error).isEmpty)
    }

    @Test func `a deadline in the past is ignored with one warning`() async throws {
        let harness = try RuntimeHarness()
        harness.api.enqueue(
            Event("one", "1", [Self.deadline(in: -5000)]),
            Event("two", "2", [("Lambda-Runtime-Deadline-Ms", "600000")])
        )
        let code = try await harness.run(
            ClosureHandler { event, context in
                #expect(context.deadline == nil)
                try await Task.sleep(for: .milliseconds(1))
                return .bytes(event)
            }
        )
        #expect(code == 0)
        #expect(harness.api.requests(.response).map(\.text) == ["1", "2"])
        #expect(harness.log.lines.count == 1)
        #expect(harness.log.text.contains("Lambda-Runtime-Deadline-Ms"))
    }

    @Test func `the earlier of two deadlines expires first`() async throws {
        var harness = try RuntimeHarness(["AWS_LAMBDA_MAX_CONCURRENCY": "2"])
        harness.stopsAfterResponses = 2
        harness.api.enqueue(
            Event("late", "{}", [Self.deadline(in: 3_600_000)]),
            Event("early", "{}", [Self.deadline(in: 150)])
        )
        let late = Mutex<Task<Void, any Error>?>(nil)
        let code = try await harness.run(
            ClosureHandler { event, context in
                if context.requestID == "early" {
                    defer { late.withLock { $0?.cancel() } }
                    try await Task.sleep(for: .seconds(3600))
                } else {
                    let task = Task { try await Task.sleep(for: .seconds(3600)) }
                    late.withLock { $0 = task }
                    _ = await task.result
                }
                return .bytes(event)
            }
        )
        #expect(code == 0)
        #expect(harness.api.requests(.error).map(\.requestID) == ["early"])
        #expect(harness.api.requests(.response).map(\.requestID) == ["late"])
    }

    @Test func `a task that ends before its deadline is not cancelled`() async throws {
        let harness = try RuntimeHarness()
        for number in 0..<20 { harness.api.enqueue(Event("e\(number)", "{}", [Self.deadline(in: 60_000)])) }
        #expect(try await harness.run(.echo) == 0)
        #expect(harness.api.requests(.response).count == 20)
        #expect(harness.log.lines.isEmpty)
    }
}
