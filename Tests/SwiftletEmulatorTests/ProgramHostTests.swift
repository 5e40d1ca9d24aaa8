import Foundation
import HTTPTypes
import Swiftlet
import SwiftletGateway
import SwiftletIO
import SwiftletJSON
import SwiftletServer
import TestSupport
import Testing

@testable import SwiftletEmulator

/// Tests pools of function processes, which are shell scripts here.
@Suite(.timeLimit(.minutes(5))) struct ProgramHostTests {
    private func withHost(
        _ answer: String,
        instances: Int = 1,
        timeout: Duration = .seconds(60),
        before: String = "",
        after: String = ":",
        write: @escaping @Sendable () -> Void = {},
        _ body: (ProcessHost, Recorder) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            let said = Recorder()
            var launch = FunctionProcess.Launch(
                program: try ShellFunction.install(
                    ShellFunction.script(answer, before: before, after: after),
                    in: folder
                ),
                handler: "app",
                environment: ShellFunction.environment(in: folder),
                timeout: timeout
            )
            launch.log = LogOutput { bytes in
                write()
                said.append(bytes)
            }
            let host = ProcessHost(launch, functionNames: ["app"], instances: instances)
            do {
                try await body(host, said)
            } catch {
                await host.stop()
                throw error
            }
            await host.stop()
        }
    }

    private func invoke(_ host: ProcessHost, _ event: String) async -> Result<[UInt8], FunctionFailure> {
        await host.invoke(FunctionCall(event: Array(event.utf8))).collected()
    }

    private func text(_ outcome: Result<[UInt8], FunctionFailure>) -> String {
        guard case .success(let bytes) = outcome else { return "\(outcome)" }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `concurrent events are sent to several processes`() async throws {
        // Neither responds before the other one has started.
        let meet =
            #"touch "$FOLDER/$event"; until [ -e "$FOLDER/1" ] && [ -e "$FOLDER/2" ]; do sleep 0.05; done; echo $$"#
        try await withHost(meet, instances: 2) { host, _ in
            async let first = invoke(host, "1")
            async let second = invoke(host, "2")
            let (one, two) = (text(await first), text(await second))
            #expect(Int(one) != nil)
            #expect(Int(two) != nil)
            #expect(one != two)
        }
    }

    @Test func `a function binary that does not exist fails the invocation`() async throws {
        let launch = FunctionProcess.Launch(
            program: "/nowhere/function",
            handler: "app",
            environment: [:],
            timeout: .seconds(5)
        )
        guard case .failure(let failure) = await FunctionProcess(launch).invoke(FunctionCall(event: [])).collected()
        else {
            Issue.record("It did not fail.")
            return
        }
        #expect(failure.errorType == "Runtime.InvalidEntrypoint")
    }

    @Test func `a process is stopped once it has ended its work after the response`() async throws {
        try await TemporaryFolder.with { folder in
            let after = "sleep 0.3; touch \(folder.path)/done"
            try await withHost("echo 1", after: after) { host, _ in
                #expect(text(await invoke(host, "1")) == "1")
                #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/done"))
            }
            #expect(FileManager.default.fileExists(atPath: "\(folder.path)/done"))
        }
    }

    @Test func `an event waits if no process is free`() async throws {
        try await withHost("printf '%s' $$") { host, _ in
            let answers = await withTaskGroup(of: String.self) { group in
                for number in 0..<5 {
                    group.addTask { text(await invoke(host, "\(number)")) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count == 5)
            #expect(Set(answers).count == 1)
        }
    }

    @Test func `pending requests are finished when the gateway stops`() async throws {
        try await TemporaryFolder.with { folder in
            // The process still has to send its response and its next poll while the gateway is stopping.
            let slow =
                "touch \(folder.path)/begun; until [ -e \(folder.path)/stopping ]; do sleep 0.05; done; "
                + #"echo '{"body":"late"}'"#
            try await withHost(slow) { host, _ in
                let failures = Recorder()
                let responder = GatewayResponder(gateway: EventGateway(host, shape: .httpAPI)) { report in
                    failures.append(Array((report.failure ?? "").utf8))
                }
                let server = try await HTTPServer.start { try await responder.respond(to: $0, $1) }
                let url = "http://127.0.0.1:\(server.port)/"
                async let reply = HTTPClient().send(HTTPClientRequest(method: .get, url: url))
                while !FileManager.default.fileExists(atPath: "\(folder.path)/begun") {
                    try await Task.sleep(for: .milliseconds(20))
                }
                async let stopped: Void = server.stop()
                // Long enough for a premature shutdown to be noticed.
                try await Task.sleep(for: .milliseconds(300))
                try folder.write("stopping", text: "")
                let answer = try await reply
                #expect(answer.status == .ok)
                #expect(answer.body == Array(#"{"body":"late"}"#.utf8))
                #expect(failures.text.isEmpty)
                await stopped
            }
        }
    }

    @Test func `the platform's log lines enclose the output of the process`() async throws {
        try await withHost(#"echo "seen $event" >&2; printf 1"#) { host, said in
            var call = FunctionCall(event: Array("7".utf8))
            let tail = LogTail()
            call.tail = tail
            #expect(text(await host.invoke(call).collected()) == "1")
            let lines = String(decoding: tail.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
            try #require(lines.count == 4)
            #expect(lines[0] == "START RequestId: \(call.id) Version: $LATEST")
            #expect(lines[1] == "seen 7")
            #expect(lines[2] == "END RequestId: \(call.id)")
            #expect(lines[3].hasPrefix("REPORT RequestId: \(call.id)\tDuration: "))
            #expect(lines[3].contains("\tInit Duration: "))
            #expect(lines[3].contains("\tMemory Size: 512 MB\tMax Memory Used: "))
            for line in lines {
                #expect(said.text.contains(line + "\n"))
            }
            #expect(text(await invoke(host, "8")) == "1")
            #expect(said.text.components(separatedBy: "Init Duration").count == 2)
        }
    }

    @Test func `a crashed process is a 502, is reported, and is replaced`() async throws {
        let crash = #"case "$event" in *boom*) kill -9 $$; sleep 60;; esac; printf '{"statusCode":200,"body":"up"}'"#
        try await withHost(crash) { host, said in
            let gateway = EventGateway(host, shape: .httpAPI)
            let dead = await gateway.respond(to: Request(method: .get, path: "/boom"))
            #expect(dead.response.status == .badGateway)
            let error = try JSON(parsing: try await dead.response.body.collect())
            #expect(error["errorType"] == "Runtime.ExitError")
            #expect(said.text.contains("Runtime exited with error: signal: killed\n"))
            #expect(said.text.contains("\tStatus: error\tError Type: Runtime.ExitError\n"))
            let alive = await gateway.respond(to: Request(method: .get, path: "/"))
            #expect(alive.response.status == .ok)
            #expect(try await alive.response.body.collect() == Array("up".utf8))
        }
    }

    @Test func `a timeout is a 504 and the process is replaced`() async throws {
        let slow = #"case "$event" in *slow*) sleep 600;; esac; printf '{"statusCode":200}'"#
        try await withHost(slow, timeout: .seconds(5)) { host, said in
            let gateway = EventGateway(host, shape: .httpAPI)
            let late = await gateway.respond(to: Request(method: .get, path: "/slow"))
            #expect(late.response.status == .gatewayTimeout)
            let error = try JSON(parsing: try await late.response.body.collect())
            #expect(error["errorType"] == "Sandbox.Timedout")
            #expect(said.text.contains("Task timed out after 5.00 seconds\n"))
            #expect(said.text.contains("\tStatus: timeout\n"))
            #expect(await gateway.respond(to: Request(method: .get, path: "/")).response.status == .ok)
        }
    }

    @Test func `an endless log does not delay the timeout`() async throws {
        let flood = #"case "$event" in *flood*) yes flood >&2;; esac; printf '{"statusCode":200}'"#
        // Simulates a slow terminal: printing 64 KiB takes longer than `yes` needs to write them.
        let write = { @Sendable in Thread.sleep(forTimeInterval: 0.02) }
        try await withHost(flood, timeout: .seconds(3), write: write) { host, said in
            let gateway = EventGateway(host, shape: .httpAPI)
            let late = await gateway.respond(to: Request(method: .get, path: "/flood"))
            #expect(late.response.status == .gatewayTimeout)
            #expect(said.text.contains("\tStatus: timeout\n"))
            #expect(await gateway.respond(to: Request(method: .get, path: "/")).response.status == .ok)
        }
    }

    @Test func `a host stops while its process logs endlessly`() async throws {
        // Writes endlessly in the background after it has responded.
        let flood = #"yes flood >&2 </dev/null 3>&- & printf '{"statusCode":200}'"#
        let write = { @Sendable in Thread.sleep(forTimeInterval: 0.02) }
        try await withHost(flood, write: write) { host, _ in
            let gateway = EventGateway(host, shape: .httpAPI)
            #expect(await gateway.respond(to: Request(method: .get, path: "/")).response.status == .ok)
        }
    }

    @Test func `the peak memory of a killed process is reported and that of an exited one is unknown`() async throws {
        let end = #"case "$event" in *slow*) sleep 600;; *end*) kill -9 $$; sleep 60;; esac; printf '{}'"#
        try await withHost(end, timeout: .seconds(3)) { host, said in
            let gateway = EventGateway(host, shape: .httpAPI)
            _ = await gateway.respond(to: Request(method: .get, path: "/slow"))
            let report = try #require(said.text.split(separator: "\n").last { $0.hasPrefix("REPORT") })
            let used = try #require(report.firstMatch(of: /Max Memory Used: ([0-9]+) MB/)?.output.1).description
            // A shell needs a few megabytes; its parent, the test process, many times as much.
            let megabytes = try #require(Int(used))
            #expect(1...16 ~= megabytes)
            _ = await gateway.respond(to: Request(method: .get, path: "/end"))
            let last = try #require(said.text.split(separator: "\n").last { $0.hasPrefix("REPORT") })
            #expect(last.contains("Status: error"))
            #expect(!last.contains("Max Memory Used"))
        }
    }

    /// Registers an internal extension and leaves its poll pending.
    private static let registration = """
        address="${AWS_LAMBDA_RUNTIME_API%:*}"; port="${AWS_LAMBDA_RUNTIME_API##*:}"
        exec 4<>"/dev/tcp/$address/$port"
        printf 'POST /2020-01-01/extension/register HTTP/1.1\\r\\nHost: x\\r\\nLambda-Extension-Name: e\\r\\n' >&4
        printf 'Content-Length: 13\\r\\n\\r\\n{"events":[]}' >&4
        while IFS= read -r line <&4; do
            line="${line%$'\\r'}"
            case "${line,,}" in
                lambda-extension-identifier:*) extension="${line#*: }" ;;
                *content-length:*) size="${line#*: }" ;;
                "") break ;;
            esac
        done
        IFS= read -r -N "$size" line <&4
        printf 'GET /2020-01-01/extension/event/next HTTP/1.1\\r\\nHost: x\\r\\n' >&4
        printf 'Lambda-Extension-Identifier: %s\\r\\n\\r\\n' "$extension" >&4
        """

    @Test(arguments: [true, false])
    func `a process receives SIGTERM only if it has registered an extension`(isRegistered: Bool) async throws {
        try await TemporaryFolder.with { folder in
            // A shell builtin: starting `touch` may take longer than the time until SIGKILL.
            let trap = "trap ': > \(folder.path)/ended; exit 0' TERM"
            let before = isRegistered ? "\(trap)\n\(Self.registration)" : trap
            try await withHost("printf 1", before: before) { host, _ in
                #expect(text(await invoke(host, "1")) == "1")
                await host.stop()
            }
            #expect(FileManager.default.fileExists(atPath: "\(folder.path)/ended") == isRegistered)
        }
    }

    @Test func `a response that is not an HTTP response is a 502`() async throws {
        try await withHost("printf '[]'") { host, _ in
            let reply = await EventGateway(host, shape: .restAPI).respond(to: Request(method: .get, path: "/"))
            #expect(reply.response.status == .badGateway)
            #expect(reply.failure?.contains("statusCode") == true)
        }
    }
}

extension Response.Body {
    /// The whole body.
    fileprivate func collect() async throws -> [UInt8] {
        switch self {
        case .bytes(let bytes): bytes
        case .stream(let stream): try await stream.collect()
        }
    }
}
