import Swiftlet
import SwiftletIO
import SwiftletTesting
import Synchronization
import TestSupport
import Testing

@testable import SwiftletGateway

/// The app in the process of the CLI.
@Suite(.timeLimit(.minutes(1))) struct AppHostTests {
    @Test(arguments: [false, true]) func `background tasks run after the response, and before the app stops`(
        isStreamed: Bool
    ) async throws {
        let log = Recorder()
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let shared = Dependency(.perProcess, Scope()) { scope in
            scope.onExit { _ in log.append(Array("shut down".utf8)) }
            return "shared"
        }
        let app = App(title: "", version: "") {
            Endpoint(.get, "/", Inject(shared), BackgroundTasks(), Invocation()) { shared, tasks, context in
                tasks.add {
                    for await _ in released { break }
                    log.append(Array("\(context.function.name) has \(shared), ".utf8))
                }
                return Response(body: .stream(BodyStream { try await $0(Array("done".utf8)) }))
            }
        }
        let loop = try EventLoop.start(name: "test")
        let host = AppHost(app, name: "test", loop: loop)
        var call = FunctionCall(event: TestEvent(.get, "/", shape: .functionURL).bytes)
        call.acceptsStream = isStreamed
        let bytes = try await host.invoke(call).collected().get()
        #expect(!bytes.isEmpty)
        #expect(log.text.isEmpty)
        async let stopped: Void = host.stop()
        release.finish()
        try await stopped
        #expect(log.text == "app has shared, shut down")
        loop.shutdown()
    }
}
