import Swiftlet
import SwiftletEvents
import SwiftletIO
import Synchronization

/// An app whose handlers report what happens to them, and wait until they are released.
final class Probe: Sendable {
    /// The response of `/large`: larger than the buffers of a connection.
    static let large = [UInt8](repeating: UInt8(ascii: "a"), count: 32_000_000)

    private let (events, continuation) = AsyncStream.makeStream(of: String.self)
    private let releases = AsyncStream.makeStream(of: Void.self)

    func report(_ event: String) {
        continuation.yield(event)
    }

    /// Waits until an event is reported.
    func wait(for event: String) async {
        for await reported in events where reported == event { return }
    }

    /// Lets the handler of `/gate` continue.
    func release() {
        releases.continuation.yield()
    }

    /// Waits for a call of ``release()``.
    func waitForRelease() async {
        for await _ in releases.stream { return }
    }

    func app(bodyLimit: Int? = nil, trustedProxies: Int = 1) -> App {
        let resource = Dependency(.perProcessAtStartup, Scope()) { [self] scope in
            scope.onExit { _ in self.report("shut down") }
            return "resource"
        }
        return App(title: "Probe", version: "1", trustedProxies: trustedProxies, bodyLimit: bodyLimit) {
            Endpoint(.get, "/greeting", operationID: "greeting", Inject(resource)) { _ in Response.text("hello") }
            Endpoint(.post, "/size", operationID: "size", RequestInfo()) { request in
                Response.text("\(request.body.count)")
            }
            Endpoint(.get, "/client", operationID: "client", RequestInfo()) { request in
                Response.text("\(request.scheme) \(request.clientAddress ?? "none")")
            }
            Endpoint(.get, "/wait", operationID: "wait") { [self] in
                report("waiting")
                do {
                    try await EventLoop.preferred.sleep(for: .seconds(60))
                } catch {
                    report("cancelled")
                    throw error
                }
                return Response.text("waited")
            }
            Endpoint(.get, "/gate", operationID: "gate") { [self] in
                report("at the gate")
                for await _ in releases.stream { break }
                return Response.text("released")
            }
            Endpoint(.get, "/large", operationID: "large") {
                Response(body: .bytes(Probe.large))
            }
            Endpoint(.get, "/ticks", operationID: "ticks") { [self] in
                Response(
                    .ok,
                    headers: [.contentType: "text/event-stream"],
                    body: .stream(
                        BodyStream { [self] write in
                            do {
                                while true {
                                    try await write(Array("data: tick\n\n".utf8))
                                    try await EventLoop.preferred.sleep(for: .milliseconds(10))
                                }
                            } catch {
                                report("stream ended")
                                throw error
                            }
                        }
                    )
                )
            }
            EventHandler("orders") { [self] (event: CloudEvent<Order>, context) in
                if event.data.number == 0 { throw Unavailable() }
                report("order \(event.data.number) of \(event.source)")
            }
            EventHandler("questions", from: "/questions") { (event: CloudEvent<String?>, context) in
                CloudEvent(id: "a-\(event.id)", source: "/answers", type: "answer", data: event.data ?? "nothing")
            }
            EventHandler("queue") { [self] (event: SQSEvent, context) in
                report("a message")
            }
        }
    }

    struct Order: Codable, CloudEventData {
        static let cloudEventType = "order.placed"
        var number: Int
    }

    struct Unavailable: Error {}
}
