// The app of fastapi_app.py in Swiftlet: reads one event per line and writes one response per line. With the argument
// `openapi`, writes the document of an app that uses every part of an OpenAPI document. Compiled by the conformance tests
// against the modules of the release build.

import FoundationEssentials
import Glibc
import Swiftlet
import SwiftletJSON
import SwiftletSecurity

enum Size: String, CaseIterable, SchemaEnum {
    case small
    case large
}

struct Dimensions: Model {
    var width: Int
    var height: Int

    static let schema = Schema(
        Dimensions.init,
        Field("width", \.width, .range(1...1000)),
        Field("height", \.height, .range(1...1000))
    )
}

struct Item: Model {
    var name: String
    var price: Double
    var count: Int
    var isOffer: Bool
    var tags: [String]
    var note: String?
    var size: Size
    var dimensions: Dimensions?

    static let schema = Schema(
        Item.init,
        Field("name", \.name, .length(1...10)),
        Field("price", \.price, .gt(0)),
        Field("count", \.count, .range(0...100), default: 1),
        Field("is_offer", \.isOffer, default: false),
        Field("tags", \.tags, default: []),
        Field("note", \.note),
        Field("size", \.size, default: .small),
        Field("dimensions", \.dimensions)
    )
}

struct Strict: Model {
    var id: UUID
    var email: EmailAddress
    var day: CalendarDate

    static let schema = Schema(
        Strict.init,
        Field("id", \.id),
        Field("email", \.email),
        Field("day", \.day),
        extraKeys: .forbidden
    )
}

struct Login: Model {
    var username: String
    var password: String
    var remember: Bool

    static let schema = Schema(
        Login.init,
        Field("username", \.username, .length(1...20)),
        Field("password", \.password, .length(4...20)),
        Field("remember", \.remember, default: false)
    )
}

struct Paging: Model {
    var limit: Int
    var after: String?

    static let schema = Schema(
        Paging.init,
        Field("limit", \.limit, .range(1...50), default: 10),
        Field("after", \.after)
    )
}

let verifiedTenant = Dependency(.perRequest, Header("x-tenant", Int.self), name: "tenant") { tenant in
    guard tenant > 0 else { throw HTTPError(.forbidden, "No such tenant") }
    return tenant
}

let keyName = HTTPField.Name("X-API-Key") ?? .via

let app = App(title: "Differential", version: "1.0.0") {
    Endpoint(.get, "/") { ["hello": "world"] as JSON }
    Endpoint(.get, "/items/{item_id}", Path("item_id", Int.self, .ge(1)), Query("q", String?.self, .length(...5))) {
        item,
        query in
        ["item_id": .integer(item), "q": query.map(JSON.string) ?? .null] as JSON
    }
    Endpoint(.delete, "/items/{item_id}", Path("item_id", Int.self)) { _ in }
    Endpoint(
        .put,
        "/items/{item_id}",
        Path("item_id", Int.self),
        Body(Item.self),
        Query("dry", Bool.self, default: false)
    ) {
        _,
        item,
        _ in item
    }
    Endpoint(.post, "/items", status: .created, Body(Item.self)) { item in item }
    Endpoint(.post, "/strict", Body(Strict.self)) { strict in strict }
    Endpoint(.post, "/two", Body("item", Item.self), Body("importance", Int.self, .gt(0))) { _, importance in importance
    }
    Endpoint(.post, "/embedded", Body("count", Int.self, embedded: true)) { count in count }
    Endpoint(.post, "/numbers", Body([Int].self, .length(1...3))) { numbers in numbers }
    Endpoint(.post, "/map", Body([String: Int].self)) { map in map }
    Endpoint(
        .get,
        "/search",
        Query("tag", [String].self, default: []),
        Query("limit", Int.self, .range(1...100), default: 10),
        Query("flag", Bool.self, default: false),
        Query("ratio", Double?.self),
        Query("size", Size.self, default: .small)
    ) { tags, limit, flag, ratio, size in
        [
            "tag": .array(tags.map(JSON.string)), "limit": .integer(limit), "flag": .bool(flag),
            "ratio": ratio.map(JSON.double) ?? .null, "size": .string(size.rawValue),
        ] as JSON
    }
    Endpoint(.get, "/paging", Query(Paging.self)) { paging in paging }
    Endpoint(
        .get,
        "/headers",
        Header("x-token", String.self, .length(3...8)),
        Header("x_count", Int?.self),
        Header("x-flag", Bool.self, default: true)
    ) { token, count, flag in
        ["token": .string(token), "count": count.map { .integer($0) } ?? .null, "flag": .bool(flag)] as JSON
    }
    Endpoint(.get, "/cookies", Cookie("session", String.self), Cookie("visits", Int.self, default: 0)) {
        session,
        visits in
        ["session": .string(session), "visits": .integer(visits)] as JSON
    }
    Endpoint(.post, "/login", Form(Login.self)) { login in login }
    Endpoint(.post, "/fields", FormField("a", Int.self), FormField("b", [String].self, default: [])) { number, texts in
        ["a": .integer(number), "b": .array(texts.map(JSON.string))] as JSON
    }
    Endpoint(.post, "/upload", File("file"), FormField("note", String?.self)) { file, note in
        [
            "filename": .string(file.filename), "size": .integer(file.bytes.count),
            "content_type": file.contentType.map(JSON.string) ?? .null, "note": note.map(JSON.string) ?? .null,
        ] as JSON
    }
    Endpoint(.post, "/uploads", Files("files")) { files in files.map(\.filename) }
    Endpoint(.get, "/bool/{value}", Path("value", Bool.self)) { value in value }
    Endpoint(.get, "/float/{value}", Path("value", Double.self)) { value in value }
    Endpoint(.get, "/enum/{value}", Path("value", Size.self)) { value in value }
    Endpoint(.get, "/uuid/{value}", Path("value", UUID.self)) { value in value }
    Endpoint(.get, "/date/{value}", Path("value", CalendarDate.self)) { value in value }
    Endpoint(.get, "/files/{path:path}", Path("path", String.self)) { path in path }
    Endpoint(.get, "/users/me") { "me" }
    Endpoint(.get, "/users/{name}", Path("name", String.self)) { name in name }
    Endpoint(.get, "/slash/") { "slash" }
    Endpoint(.get, "/tenant", Inject(verifiedTenant), Query("n", Int.self)) { tenant, number in tenant + number }
    Endpoint(.get, "/teapot") { () -> JSON in
        throw HTTPError(.init(code: 418), detail: ["reason": "tea"], headers: [.retryAfter: "60"])
    }
    Endpoint(.get, "/gone") { () -> JSON in throw HTTPError(.gone) }
    Endpoint(.get, "/crash") { () -> JSON in throw CancelledOrder() }
    Endpoint(.get, "/moved") { try Response.redirect(to: "/users/me", .seeOther) }
    Endpoint(.get, "/cookie") {
        var response = Response.text("set")
        response.setCookie(try SetCookie("a", "1", maxAge: 60, isSecure: false, isHTTPOnly: false))
        return response
    }
    Endpoint(.get, "/bearer", HTTPBearer()) { token in token.revealed }
    Endpoint(.get, "/oauth", OAuth2PasswordBearer(tokenURL: "login")) { token in token.revealed }
    Endpoint(.get, "/basic", HTTPBasic()) { login in [login.username, login.password.revealed] }
    Endpoint(.get, "/key/header", APIKey(.header(keyName))) { key in key.revealed }
    Endpoint(.get, "/key/query", APIKey(.query("api_key"))) { key in key.revealed }
    Endpoint(.get, "/key/cookie", APIKey(.cookie("key"))) { key in key.revealed }
    Endpoint(.get, "/maybe", HTTPBearer().optional()) { token in token?.revealed ?? "anonymous" }
}

struct CancelledOrder: Error {}

let changed = Webhook("changed", Body(Item.self))

let described = App(title: "Described", version: "1.0.0", description: "All of *it*.") {
    OpenAPIMetadata(
        summary: "All of it.",
        termsOfService: "https://example.com/terms",
        contact: .init(name: "Support", url: "https://example.com", email: "support@example.com"),
        license: .init("MIT", identifier: "MIT"),
        servers: [.init("https://api.example.com", description: "Production")],
        tags: [.init("items", description: "Items.", externalDocs: .init("https://example.com/items"))],
        externalDocs: .init("https://example.com/docs", description: "More."),
        responses: [ResponseDescription(.serviceUnavailable, headers: [ResponseHeader("Retry-After", Int.self)])]
    )
    Routes("/items", tags: ["items"], responses: [ResponseDescription(.notFound, "No such item.", model: Login.self)]) {
        Endpoint(.get, "/{id}", operationID: "read_item", Path("id", Int.self)) { id in id }
            .responding(ResponseDescription(.ok, headers: [ResponseHeader("ETag", isRequired: true)]))
        Endpoint(.put, "/{item_id}", Path("item_id", Int.self), Body(Item.self)) { _, item in item }
            .callback(changed, to: "{$request.query.url}")
        Endpoint(.patch, "/{item_id}", Path("item_id", Int.self), Body(Item.self)) { _, item in item }
            .callback(changed, to: "{$request.query.url}")
        Endpoint(.delete, "/{name:path}", HTTPBearer().or(APIKey(.header(keyName)))) { _ -> Void in }
    }
    Endpoint(.get, "/events") { EventStream { events in try await events.send("one") } }
    Webhook("items")
    Webhook("item-sold", Header("x-signature", String.self), Body(Item.self))
}

let silent = Logger(label: "") { _ in SwiftLogNoOpLogHandler() }
if CommandLine.arguments.contains("openapi") {
    print(String(decoding: try described.openAPIDocument(), as: UTF8.self))
    exit(0)
}
while let line = readLine() {
    let response = try await app(Array(line.utf8), context: Context(requestID: "id", logger: silent))
    print(String(decoding: response, as: UTF8.self))
}
