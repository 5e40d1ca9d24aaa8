import Foundation
import Swiftlet
import SwiftletIO
import SwiftletJSON
import Testing

@testable import SwiftletRuntime

/// Tests of a whole process, each in its own.
@Suite(.timeLimit(.minutes(1)))
struct ProcessTests {
    @Test func `a process without a runtime API explains how to run the app`() async throws {
        let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
            setVariable("AWS_LAMBDA_RUNTIME_API", nil)
            Runtime.main(handler: { ClosureHandler.echo })
        }
        let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        #expect(text.contains("AWS_LAMBDA_RUNTIME_API is not set"))
        #expect(text.contains("invoke FILE"))
    }

    @Test func `a process that is asked for its description prints it and exits`() async throws {
        let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
            setVariable("SWIFTLET_DESCRIBE", "1")
            Runtime.main { (settings: StageSettings) in
                print("A library prints something.")
                return App(title: settings.stage, version: "1.2") {
                    EventHandler("digest") { (event: JSON, _: Context) in event }
                }
            }
        }
        let output = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
        let expected = FunctionDescription.app(title: "local", version: "1.2", handlers: ["app", "digest"])
        #expect(FunctionDescription(parsing: output) == expected)
    }

    @Test func `a process without an app describes itself as a single handler`() async throws {
        let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
            setVariable("SWIFTLET_DESCRIBE", "1")
            Runtime.main(handler: { ClosureHandler.echo })
        }
        let output = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
        #expect(FunctionDescription(parsing: output) == .handler)
    }

    @Test func `a description contains the error of an app that cannot be created`() async throws {
        let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
            setVariable("SWIFTLET_DESCRIBE", "1")
            Runtime.main { throw EnvironmentError(.missing, "STAGE is not set.") }
        }
        let output = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
        #expect(FunctionDescription(parsing: output) == .failure("STAGE is not set."))
    }

    @Test(arguments: ["", "\n", "{}", "[]", "null", #"{"swiftlet""#, "{\"swiftlet\": {}}\nmore"])
    func `other output is no description`(output: String) {
        #expect(FunctionDescription(parsing: output) == nil)
    }

    @Test func `SIGTERM shuts the process down`() async throws {
        await #expect(processExitsWith: .exitCode(0)) {
            let api = try ScriptedRuntimeAPI()
            api.enqueue(Event("one"))
            api.onIdle {
                // The call before the last poll must be a response.
                if api.requests(.response).count != 1 { exit(3) }
                kill(getpid(), SIGTERM)
            }
            setVariable("AWS_LAMBDA_RUNTIME_API", api.address)
            Runtime.main(handler: { ClosureHandler.echo })
        }
    }

    @Test func `the trace id is in the environment`() async throws {
        await #expect(processExitsWith: .exitCode(0)) {
            let api = try ScriptedRuntimeAPI()
            api.enqueue(Event("one", "{}", [("Lambda-Runtime-Trace-Id", "Root=1")]), Event("two"))
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
    func `a trap is logged with its invocation`(format: String) async throws {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [format] in
            let api = try ScriptedRuntimeAPI()
            api.enqueue(Event("r-1"))
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
        let time = /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z/
        if format == "JSON" {
            // Without it the platform treats the line as INFO, which a higher log level filters out.
            let timestamp = try #require(JSON(parsing: String(line))["timestamp"]?.string)
            #expect(timestamp.wholeMatch(of: time) != nil)
        } else {
            #expect(line.split(separator: "\t").dropFirst().first?.wholeMatch(of: time) != nil)
        }
        #expect(line.contains("r-1"))
        #expect(line.contains("SIGILL") || line.contains("SIGTRAP"))
        #expect(line.hasPrefix("{") == (format == "JSON"))
    }

    @Test func `an abort is logged and still aborts`() async throws {
        let result = await #expect(processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]) {
            FatalSignals.install(slotCount: 3, format: .text, descriptor: STDERR_FILENO)
            FatalSignals.record("first", at: 0)
            FatalSignals.record("done", at: 1)
            FatalSignals.record("th\"ird\n", at: 2)
            FatalSignals.record(nil, at: 1)
            FatalSignals.record("nowhere", at: 3)
            abort()
        }
        let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        #expect(text.hasPrefix("[FATAL]\t2"))
        #expect(text.hasSuffix("Z\tfirst,th?ird?\tProcess terminated by signal SIGABRT (abort).\n"))
    }

    @Test func `a segmentation fault is logged`() async throws {
        let result = await #expect(processExitsWith: .signal(SIGSEGV), observing: [\.standardErrorContent]) {
            FatalSignals.install(slotCount: 1, format: .text, descriptor: STDERR_FILENO)
            FatalSignals.record("deep", at: 0)
            raise(SIGSEGV)
        }
        #expect(
            String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
                .contains("deep\tProcess terminated by signal SIGSEGV (segmentation fault).")
        )
    }

    @Test func `a stack overflow on another thread is logged`() async throws {
        let result = await #expect(processExitsWith: .signal(SIGSEGV), observing: [\.standardErrorContent]) {
            FatalSignals.install(slotCount: 1, format: .text, descriptor: STDERR_FILENO)
            FatalSignals.record("deep", at: 0)
            let worker = WorkerThread(name: "overflow")
            _ = try await worker.run { overflow(0) }
        }
        #expect(
            String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
                .contains("deep\tProcess terminated by signal SIGSEGV (segmentation fault).")
        )
    }

    @Test func `the last line is a frame if the log is framed`() async throws {
        let result = await #expect(processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]) {
            FatalSignals.install(slotCount: 1, format: .json, descriptor: STDERR_FILENO, isFramed: true)
            FatalSignals.record("r-1", at: 0)
            abort()
        }
        let bytes = try #require(result).standardErrorContent
        #expect(bytes.prefix(4) == [0xA5, 0x5A, 0x00, 0x1A])
        #expect(bytes[4..<8].reduce(0) { $0 << 8 | Int($1) } == bytes.count - 16)
        let time = bytes[8..<16].reduce(0) { $0 << 8 | Int64($1) }
        let line = try JSON(parsing: Array(bytes[16...]))
        #expect(line["timestamp"]?.string == LogTime(microseconds: time).text)
        #expect(line["requestId"]?.string == "r-1")
        #expect(line["level"]?.string == "FATAL")
    }

    @Test func `the line of many invocations is complete`() async throws {
        let result = await #expect(processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]) {
            FatalSignals.install(slotCount: 1600, format: .json, descriptor: STDERR_FILENO)
            for slot in 0..<1600 { FatalSignals.record(String(repeating: "\(slot % 10)", count: 71), at: slot) }
            abort()
        }
        let line = try JSON(parsing: Array(try #require(result).standardErrorContent))
        #expect(line["requestId"]?.string?.split(separator: ",").count == 1600)
    }

    @Test func `print is written immediately`() async throws {
        let result = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
            let api = try ScriptedRuntimeAPI()
            api.enqueue(Event("one"))
            // Without flushing the buffers, as when the platform kills a process.
            api.onIdle { kill(getpid(), SIGKILL) }
            setVariable("AWS_LAMBDA_RUNTIME_API", api.address)
            Runtime.main(handler: {
                ClosureHandler { event, _ in
                    print("got here")
                    return .bytes(event)
                }
            })
        }
        #expect(String(decoding: try #require(result).standardOutputContent, as: UTF8.self).contains("got here\n"))
    }

    @Test func `the process exits without running exit handlers and flushes standard output`() async throws {
        let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardOutputContent]) {
            // An exit handler would tear down state that other threads still use.
            _ = atexit { _exit(7) }
            let api = try ScriptedRuntimeAPI()
            api.script(.next, .send(ScriptedResponse(500).bytes))
            setVariable("AWS_LAMBDA_RUNTIME_API", api.address)
            Runtime.main(handler: {
                print("no line break", terminator: "")
                return ClosureHandler.echo
            })
        }
        let text = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
        #expect(text.contains("no line break"))
    }

    @Test func `the trace id is exported again after other code has changed the variable`() async throws {
        await #expect(processExitsWith: .exitCode(0)) {
            let api = try ScriptedRuntimeAPI()
            for number in 1...4 {
                api.enqueue(Event("e\(number)", "{}", [("Lambda-Runtime-Trace-Id", "Root=\(number)")]))
            }
            api.onIdle {
                exit(api.requests(.response).map(\.text) == (1...4).map { "Root=\($0)" } ? 0 : 3)
            }
            setVariable("AWS_LAMBDA_RUNTIME_API", api.address)
            Runtime.main(handler: {
                ClosureHandler { _, context in
                    let published = ProcessEnvironment.variables["_X_AMZN_TRACE_ID"] ?? "none"
                    setVariable("_X_AMZN_TRACE_ID", context.requestID == "e2" ? nil : "other")
                    return .bytes(Array(published.utf8))
                }
            })
        }
    }

    @Test func `child processes do not inherit the telemetry descriptor`() async throws {
        await #expect(processExitsWith: .exitCode(0)) {
            let ends = Pipe()
            let descriptor = ends.fileHandleForWriting.fileDescriptor
            _ = fcntl(descriptor, F_SETFD, 0)
            let api = try ScriptedRuntimeAPI()
            api.onIdle {
                let isClosed = fcntl(descriptor, F_GETFD) == FD_CLOEXEC
                let isRemoved = ProcessEnvironment.variables["_LAMBDA_TELEMETRY_LOG_FD"] == nil
                exit(isClosed && isRemoved ? 0 : 3)
            }
            setVariable("AWS_LAMBDA_RUNTIME_API", api.address)
            setVariable("_LAMBDA_TELEMETRY_LOG_FD", "\(descriptor)")
            Runtime.main(handler: { ClosureHandler.echo })
        }
    }
}

/// Recurses until the stack overflows.
private func overflow(_ depth: Int) -> Int {
    depth == .max ? 0 : overflow(depth + 1) &+ overflow(depth + 2)
}

/// Settings that are the name of a stage.
private struct StageSettings: AppSettings {
    let stage: String

    init(_ environment: LaunchEnvironment) {
        stage = environment.isDeployed ? "deployed" : "local"
    }
}
