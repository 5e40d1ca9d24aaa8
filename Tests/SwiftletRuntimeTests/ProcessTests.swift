import Foundation
import Swiftlet
import Testing

@testable import SwiftletRuntime

/// What concerns a whole process, each in one of its own.
@Suite(.timeLimit(.minutes(1)))
struct ProcessTests {
    @Test func withoutARuntimeAPITheProcessSaysHowToRunTheAppAndExits() async throws {
        let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
            setVariable("AWS_LAMBDA_RUNTIME_API", nil)
            Runtime.main(handler: { ClosureHandler.echo })
        }
        let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        #expect(text.contains("AWS_LAMBDA_RUNTIME_API is not set"))
        #expect(text.contains("invoke FILE"))
    }

    @Test func aTerminationEndsTheProcessInOrder() async throws {
        await #expect(processExitsWith: .exitCode(0)) {
            let api = try ScriptedRuntimeAPI()
            api.give(Event("one"))
            api.onIdle {
                // What happened before the last poll must have been an answer.
                if api.requests(.response).count != 1 { exit(3) }
                kill(getpid(), SIGTERM)
            }
            setVariable("AWS_LAMBDA_RUNTIME_API", api.address)
            Runtime.main(handler: { ClosureHandler.echo })
        }
    }

    @Test func theTraceIDIsInTheEnvironment() async throws {
        await #expect(processExitsWith: .exitCode(0)) {
            let api = try ScriptedRuntimeAPI()
            api.give(Event("one", "{}", [("Lambda-Runtime-Trace-Id", "Root=1")]), Event("two"))
            api.onIdle {
                exit(api.requests(.response).map(\.text) == ["Root=1", "none"] ? 0 : 3)
            }
            setVariable("AWS_LAMBDA_RUNTIME_API", api.address)
            Runtime.main(handler: {
                ClosureHandler { _, _ in
                    .bytes(Array((ProcessEnvironment.variables["_X_AMZN_TRACE_ID"] ?? "none").utf8))
                }
            })
        }
    }

    @Test(arguments: ["JSON", "Text"])
    func aTrapIsTheLastLineOfTheLogWithItsInvocation(format: String) async throws {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [format] in
            let api = try ScriptedRuntimeAPI()
            api.give(Event("r-1"))
            setVariable("AWS_LAMBDA_RUNTIME_API", api.address)
            setVariable("AWS_LAMBDA_LOG_FORMAT", format)
            Runtime.main(handler: {
                ClosureHandler { event, _ in
                    let index = event.count + 10
                    return .bytes([event[index]])
                }
            })
        }
        let lines = String(decoding: try #require(result).standardErrorContent, as: UTF8.self).split(separator: "\n")
        let line = try #require(lines.last { $0.contains("FATAL") })
        #expect(line.contains("r-1"))
        #expect(line.contains("SIGILL") || line.contains("SIGTRAP"))
        #expect(line.hasPrefix("{") == (format == "JSON"))
    }

    @Test func anAbortIsLoggedAndStillAnAbort() async throws {
        let result = await #expect(processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]) {
            FatalSignals.install(slotCount: 3, format: .text, descriptor: STDERR_FILENO)
            FatalSignals.note("first", at: 0)
            FatalSignals.note("done", at: 1)
            FatalSignals.note("th\"ird\n", at: 2)
            FatalSignals.note(nil, at: 1)
            FatalSignals.note("nowhere", at: 3)
            abort()
        }
        let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        #expect(text.contains("[FATAL]\t-\tfirst,th?ird?\tThe process ends by SIGABRT (abort).\n"))
    }

    @Test func aSegmentationFaultIsLogged() async throws {
        let result = await #expect(processExitsWith: .signal(SIGSEGV), observing: [\.standardErrorContent]) {
            FatalSignals.install(slotCount: 1, format: .text, descriptor: STDERR_FILENO)
            FatalSignals.note("deep", at: 0)
            raise(SIGSEGV)
        }
        #expect(
            String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
                .contains("deep\tThe process ends by SIGSEGV")
        )
    }
}
