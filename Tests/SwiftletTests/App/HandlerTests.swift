import Swiftlet
import SwiftletFixtures
import Testing

private let user = Dependency(.perRequest) { () -> String in throw HTTPError(.unauthorized) }

private let getUser = Endpoint(.get, "/{user_id}", operationID: "get_user", Path("user_id", Int.self), Inject(user)) {
    id,
    user in "\(user) \(id)"
}

private struct Order: Model, EventInput {
    var id: Int
    static let schema = Schema(Order.init, Field("id", \.id, .ge(1)))
}

private let app = App(title: "", version: "") {
    Routes("/users") { getUser }
    EventHandler("ship", Inject(user)) { (order: Order, context, user) in "\(user) ships \(order.id)" }
    EventHandler("forget") { (event: JSON, context) in }
}

private func event(_ path: String, _ shape: HTTPEventShape = .httpAPI) -> [UInt8] {
    shape.event(for: Request(path: path, shape: shape))
}

@Suite struct HandlerTests {
    @Test(arguments: HTTPEventShape.all)
    func `an endpoint is a pure function for each shape of event`(shape: HTTPEventShape) async throws {
        let reply = try await getUser(event("/anything/7", shape), overriding: [.override(user, with: "Ada")])
        #expect(String(decoding: reply, as: UTF8.self).contains("Ada 7"))
    }

    @Test func `parts of an app are available as handlers by name`() async throws {
        #expect(app.handlerNames == ["app", "get_user", "ship", "forget"])
        let tested = app.overriding([.override(user, with: "Ada")])
        let endpoint = try tested.handler(named: "get_user")
        #expect(String(decoding: try await endpoint(event("/users/7")), as: UTF8.self).contains("Ada 7"))
        let ship = try tested.handler(named: "ship")
        let shipped = try await ship(Array(#"{"id": 5}"#.utf8))
        #expect(String(decoding: shipped, as: UTF8.self) == #""Ada ships 5""#)
        let forget = try tested.handler(named: "forget")
        let forgotten = try await forget(Array("[1]".utf8))
        #expect(String(decoding: forgotten, as: UTF8.self) == "null")
        for name in ["bootstrap", "hello.handler"] {
            // The default handler names of tools and the console for custom runtimes.
            let whole = try tested.handler(named: name)
            #expect(String(decoding: try await whole(event("/users/7")), as: UTF8.self).contains("Ada 7"))
        }
        let error = #expect(throws: AppError.self) { try tested.handler(named: "nope") }
        #expect(error?.description == "There is no handler `nope`. The handlers are: app, get_user, ship, forget.")
    }

    @Test func `a handler named bootstrap takes precedence over the whole app`() async throws {
        let app = App(title: "", version: "") {
            EventHandler("bootstrap") { (event: JSON, context) in "it" }
        }
        let handler = try app.handler(named: "bootstrap")
        let reply = try await handler(Array("{}".utf8))
        #expect(String(decoding: reply, as: UTF8.self) == #""it""#)
    }

    @Test func `an event of another type is rejected with the reason`() async throws {
        let handler = try app.overriding([.override(user, with: "Ada")]).handler(named: "ship")
        await #expect(throws: ValidationFailure.self) { try await handler(Array(#"{"id": 0}"#.utf8)) }
        await #expect(throws: JSONError.self) { try await handler(Array("{".utf8)) }
    }

    @Test func `an event that no handler matches is an error that lists the handlers`() async throws {
        let error = try #require(await #expect(throws: EventError.self) { try await app(Array(#"{"a": 1}"#.utf8)) })
        #expect(error.description.contains("`a`") && error.description.contains("`ship`"))
    }

    @Test func `a response to HEAD has header fields and no body`() async throws {
        let head = HTTPEventShape.httpAPI.event(for: Request(method: .head, path: "/users/7"))
        let reply = try JSON(parsing: try await app.overriding([.override(user, with: "Ada")])(head))
        #expect(reply["statusCode"]?.int == 200)
        #expect(reply["headers"]?["content-type"]?.string == "application/json")
        #expect(reply["body"]?.string ?? "" == "")
    }

    @Test func `a stream is sent in chunks if the host supports it, and buffered otherwise`() async throws {
        let app = App(title: "", version: "") {
            Endpoint(.get, "/") {
                Response(
                    headers: [.contentType: "text/plain"],
                    body: .stream(
                        BodyStream { write in
                            try await write(Array("one ".utf8))
                            try await write(Array("two".utf8))
                        }
                    )
                )
            }
        }
        let whole = try JSON(parsing: try await app(event("/")))
        #expect(whole["body"]?.string == "one two")
        var context = Context()
        context.streamsResponses = true
        guard case .stream(let stream) = try await app.respond(to: event("/", .functionURL), context: context) else {
            Issue.record("The response is not a stream.")
            return
        }
        #expect(stream.contentType == "application/vnd.awslambda.http-integration-response")
        #expect(stream.prelude.suffix(8) == [0, 0, 0, 0, 0, 0, 0, 0])
        #expect(try await stream.body.collect() == Array("one two".utf8))
    }
}
