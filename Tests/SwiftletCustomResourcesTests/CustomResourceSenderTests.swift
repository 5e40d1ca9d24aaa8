import EventSamples
import Logging
import Swiftlet
import SwiftletCustomResources
import SwiftletEvents
import SwiftletIO
import SwiftletJSON
import SwiftletRuntime
import Synchronization
import Testing

@testable import SwiftletServer

/// Replies of custom resources to a server.
@Suite struct CustomResourceSenderTests {
    private struct Received: Sendable {
        var method: String
        var query: [QueryItem]
        var contentType: String?
        var body: JSON
    }

    /// Runs a test with a server that responds with a status, and a client; returns the requests.
    private func received(
        status: HTTPResponse.Status,
        _ body: (HTTPClient, String) async throws -> Void
    ) async throws -> [Received] {
        let list = Requests()
        let app = App(title: "", version: "") {
            Endpoint(.put, "/reply", RequestInfo()) { request in
                list.append(
                    Received(
                        method: request.method.rawValue,
                        query: request.query,
                        contentType: request.headers[.contentType],
                        body: (try? JSON(parsing: request.body)) ?? .null
                    )
                )
                return Response(status)
            }
        }
        var configuration = try ServerConfiguration()
        configuration.host = "127.0.0.1"
        configuration.port = 0
        configuration.loops = 1
        configuration.shutdownDelay = .zero
        configuration.gracePeriod = .zero
        let output = RuntimeLogHandler.Output(format: .json, sink: LogSink { _, _, _ in })
        let server = try await AppServer.start(
            app,
            configuration: configuration,
            log: RuntimeLogHandler(label: "test", level: .error, output: output)
        )
        do {
            try await body(HTTPClient(), "http://127.0.0.1:\(server.port)/reply?X-Amz-Signature=a%2Fb")
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
        return list.all
    }

    private final class Requests: Sendable {
        private let requests = Mutex<[Received]>([])

        func append(_ request: Received) { requests.withLock { $0.append(request) } }
        var all: [Received] { requests.withLock { $0 } }
    }

    @Test(.timeLimit(.minutes(1))) func `a reply is sent with PUT and without a content type`() async throws {
        let received = try await received(status: .ok) { client, url in
            let event = try CustomResourceEvent(
                event: try node(Samples.customResourceUpdate, ["ResponseURL": .string(url)])
            )
            try await event.respond(context: Context(), through: client) { _ in CustomResourceResult(data: ["a": "b"]) }
        }
        #expect(received.map(\.method) == ["PUT"])
        #expect(received.first?.query == [QueryItem("X-Amz-Signature", "a/b")])
        #expect(received.first?.contentType == nil)
        #expect(received.first?.body["Status"] == "SUCCESS")
        #expect(received.first?.body["Data"] == ["a": "b"])
    }

    @Test(.timeLimit(.minutes(1))) func `a rejected reply is an error without the URL, after three attempts`()
        async throws
    {
        let received = try await received(status: .forbidden) { client, url in
            let event = try CustomResourceEvent(
                event: try node(Samples.customResourceUpdate, ["ResponseURL": .string(url)])
            )
            let error = await #expect(throws: CustomResourceReplyError.self) {
                try await event.respond(context: Context(), through: client) { _ in CustomResourceResult() }
            }
            #expect(error?.description == "The reply of the custom resource was rejected with status 403.")
        }
        #expect(received.count == 3)
    }
}
