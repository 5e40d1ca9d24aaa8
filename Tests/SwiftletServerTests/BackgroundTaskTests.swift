import Swiftlet
import TestSupport
import Testing

@testable import SwiftletServer

/// Background tasks in a server.
@Suite(.timeLimit(.minutes(2))) struct BackgroundTaskTests {
    private func app(_ probe: Probe) -> App {
        let shared = Dependency(.perProcess, Scope()) { scope in
            scope.onExit { _ in probe.report("shut down") }
            return "shared"
        }
        return App(title: "Tasks", version: "1") {
            Endpoint(.get, "/plain", Inject(shared), BackgroundTasks()) { shared, tasks in
                tasks.add {
                    probe.report("started")
                    await probe.waitForRelease()
                    probe.report("ended with \(shared)")
                }
                return Response.text("responded")
            }
            Endpoint(.get, "/stream", BackgroundTasks()) { tasks in
                tasks.add { probe.report("after the stream") }
                return Response(body: .stream(BodyStream { try await $0(Array("streamed".utf8)) }))
            }
        }
    }

    @Test(arguments: ["GET", "HEAD"]) func `tasks run after the response`(method: String) async throws {
        let probe = Probe()
        try await TestServer.with(app(probe), .testing { $0.gracePeriod = .seconds(60) }) { (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("\(method) /plain HTTP/1.1\r\nHost: x\r\n\r\n")
            let text = await connection.read(until: method == "GET" ? "responded" : "\r\n\r\n").lowercased()
            #expect(text.contains("content-length: 9\r\n"))
            await probe.wait(for: "started")
            // The connection serves the next request while the task runs.
            await connection.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await connection.read(until: "streamed").contains("200"))
            await probe.wait(for: "after the stream")
            probe.release()
            await probe.wait(for: "ended with shared")
        }
    }

    @Test func `the shutdown waits for tasks`() async throws {
        let probe = Probe()
        try await TestServer.with(app(probe), .testing { $0.gracePeriod = .seconds(60) }) { (server) async throws in
            #expect(try await server.response("GET /plain HTTP/1.1").hasSuffix("responded"))
            await probe.wait(for: "started")
            async let stopped: Void = server.server.stop()
            while !server.log.text.contains("Shutting down") { await Task.yield() }
            probe.release()
            await probe.wait(for: "ended with shared")
            await probe.wait(for: "shut down")
            await stopped
        }
    }

    @Test func `a client that goes away after the response does not cancel the tasks`() async throws {
        let probe = Probe()
        let app = App(title: "Tasks", version: "1") {
            Endpoint(.get, "/", BackgroundTasks()) { tasks in
                tasks.add {
                    probe.report("started")
                    await probe.waitForRelease()
                    probe.report("is cancelled: \(Task.isCancelled)")
                }
            }
        }
        let instances = try await AppInstances.start(app, count: 1)
        var context = Context()
        context.backgroundWork = BackgroundWork()
        let request = ServedRequest(instances.leastBusy(), context: context)
        let response = await request.run { await $0.respond(to: Request(path: "/"), context: $1) }
        #expect(response != nil)
        request.runBackgroundWork()
        await probe.wait(for: "started")
        request.abandon()
        probe.release()
        await probe.wait(for: "is cancelled: false")
        await instances.waitUntilIdle()
        await instances.shutdown(nil)
    }

    @Test func `tasks that outlast the grace period are cancelled`() async throws {
        let probe = Probe()
        let app = App(title: "Tasks", version: "1") {
            Endpoint(.get, "/", BackgroundTasks()) { tasks in
                tasks.add("slow") {
                    probe.report("started")
                    try await Task.sleep(for: .seconds(60))
                }
            }
        }
        try await TestServer.with(app) { (server) async throws in
            _ = try await server.response("GET / HTTP/1.1")
            await probe.wait(for: "started")
            await server.server.stop()
            #expect(server.log.text.contains("The background task slow failed."))
        }
    }
}
