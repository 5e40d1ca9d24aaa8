import Swiftlet

@testable import UsersAPI

/// The examples in the reference of responses and their documentation.
enum ResponseExamples {
    static func responses() -> [Response] {
        let table = Response.text("id,title\n1,Milk\n", contentType: "text/csv; charset=utf-8")
        let nothing = Response(.noContent, headers: [.cacheControl: "no-store"])
        return [table, nothing]
    }

    static func sessionResponse(_ token: String) throws -> Response {
        var response = Response(.noContent)
        response.setCookie(try SetCookie("__Host-session", token, maxAge: 3600))
        return response
    }

    static func events(_ article: Article) throws -> [ServerSentEvent] {
        let tick = ServerSentEvent(data: "tick", id: "7")
        let update = try ServerSentEvent(json: article, event: "article")
        return [tick, update]
    }

    static func endpoints() -> [Endpoint] {
        let unavailable = ResponseDescription(
            .serviceUnavailable,
            headers: [ResponseHeader("Retry-After", Int.self, description: "Seconds to wait before the next request.")]
        )

        let linked = createUser.responding(
            ResponseDescription(
                .created,
                links: [ResponseLink("GetUser", to: "get_user", parameters: ["user_id": "$response.body#/id"])]
            )
        )

        let publish = readArticle.callback(
            Webhook("article-published", Body(Article.self)),
            to: "{$request.query.callback_url}/articles"
        )
        return [linked.responding(unavailable), publish]
    }

    static func app() -> App {
        App(title: "Reports", version: "1.0.0") {
            Routes("/reports", requires: [administrator]) {
                report
            }
        }
    }
}
