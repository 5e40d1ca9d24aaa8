import Swiftlet
import SwiftletMacros

@Model
struct Article {
    var id: Int
    var title: String
}

@Model
struct Problem {
    var message: String
}

let readArticle = Endpoint(.get, "/{id}", operationID: "read_article", Path("id", Int.self)) { id in
    Article(id: id, title: "Ranges")
}
.responding(
    ResponseDescription(.ok, headers: [ResponseHeader("ETag")]),
    ResponseDescription(.notFound, "There is no such article.", model: Problem.self)
)

let logOut = Endpoint(.post, "/logout", RequestInfo()) { request in
    var response = try Response.redirect(to: request.externalReference(path: "/"), .seeOther)
    response.setCookie(try .deleting("__Host-session"))
    return response
}

let ticks = Endpoint(.get, "/ticks", Header("last-event-id", Int.self, .range(0...10), default: 0)) { last in
    // A browser reconnects whenever a stream ends, until it receives a 204.
    if last == 10 { return Response(.noContent) }
    return EventStream(keepAlive: .seconds(15)) { events in
        for id in last..<10 {
            try await events.send(ServerSentEvent(data: "tick", id: String(id + 1)))
        }
    }
    .response(.ok)
}
.producing("text/event-stream")

func articlesApp() -> App {
    App(title: "Articles", version: "1.0.0") {
        OpenAPIMetadata(
            contact: .init(name: "Support", email: "support@example.com"),
            license: .init("Apache 2.0", identifier: "Apache-2.0"),
            servers: [.init("https://api.example.com")],
            tags: [.init("articles", description: "Published articles.")]
        )
        Routes(
            "/articles",
            tags: ["articles"],
            responses: [ResponseDescription(.serviceUnavailable, headers: [ResponseHeader("Retry-After", Int.self)])]
        ) {
            readArticle
        }
        Webhook("article-published", summary: "An article was published", Body(Article.self))
        logOut
        ticks
        OpenAPIRoutes()
    }
}
