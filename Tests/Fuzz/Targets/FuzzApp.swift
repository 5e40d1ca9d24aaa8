import FoundationEssentials
import Logging
import Swiftlet
import SwiftletEvents
import SwiftletJSON

/// An app with inputs of every kind whose handlers never fail: a status of 500 is a bug in the framework.
enum FuzzApp {
    static let context = Context(requestID: "fuzz", logger: Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() })

    static let app = App(title: "Fuzz", version: "1.0.0") {
        CORS(allowing: ["https://app.example.com"], credentials: true)
        Endpoint(.post, "/everything", Body(Everything.self)) { $0 }
        Endpoint(.post, "/patch", Body(Changes.self)) { $0 }
        Endpoint(.post, "/two", Body("left", Note.self), Body("right", Pet.self)) { left, _ in left }
        Endpoint(.post, "/any", Body(JSON.self)) { $0 }
        Endpoint(.post, "/form", FormField("name", String.self), FormField("age", Int?.self)) { name, _ in name }
        Endpoint(.post, "/upload", FormField("title", String.self), File("data"), Files("more")) { _, file, more in
            "\(file.filename) \(file.bytes.count) \(more.count)"
        }
        Endpoint(
            .get,
            "/parameters/{id}",
            Path("id", Int.self, .ge(1)),
            Query("text", [String].self, default: []),
            Query("day", CalendarDate?.self),
            Query("flag", Bool.self, default: false),
            Header("x-number", Double?.self),
            Cookie("session", String?.self),
            RequestInfo()
        ) { id, text, _, _, _, session, request in
            "\(id) \(text.count) \(session ?? "") \(request.cookies.count) \(request.queryString)"
        }
        Endpoint(.get, "/", RequestInfo()) { request in "\(request.clientAddress ?? "") \(request.path)" }
    }

    /// Handlers of non-HTTP events, in a separate app: an app passes any event that is not a request to them.
    static let batches = App(title: "Batches", version: "1.0.0") {
        EventHandler("queue") { (event: SQSEvent, _) in
            await processBatch(event.records) { record in _ = try record.decode(Note.self) }
        }
        EventHandler("stream") { (_: KinesisEvent, _) in }
        EventHandler("schedule") { (_: ScheduledEvent, _) in }
        EventHandler("bucket") { (_: S3Event, _) in }
        EventHandler("topic") { (_: SNSEvent, _) in }
    }

    /// Checks that a request gets no server error.
    static func respond(to request: Request) {
        InlineExecutor.run { await checkResponse(to: request) }
    }

    private static func checkResponse(to request: Request) async {
        let response = await app.respond(to: request, context: context)
        check(response.status.code < 500, "the response has status \(response.status.code)")
        guard case .bytes(let body) = response.body else { return }
        check(body.isEmpty || (try? JSON(parsing: body)) != nil, "the response is not JSON")
    }
}

/// A field of every kind.
struct Everything: Model {
    var integer: Int
    var small: Int8?
    var double: Double?
    var decimal: Decimal?
    var text: String?
    var email: EmailAddress?
    var url: WebURL?
    var id: UUID?
    var date: Date?
    var day: CalendarDate?
    var time: TimeOfDay?
    var secret: Secret<String>?
    var list: [Int]?
    var set: Set<String>?
    var map: [String: Double]?
    var note: Note?
    var pets: [Pet]?
    var color: Color?
    var any: JSON?

    static let schema = Schema(
        Everything.init,
        Field("integer", \.integer, .range(-5...5), .multipleOf(2), default: 0),
        Field("small", \.small),
        Field("double", \.double),
        Field("decimal", \.decimal),
        Field("text", \.text),
        Field("email", \.email),
        Field("url", \.url),
        Field("id", \.id),
        Field("date", \.date),
        Field("day", \.day),
        Field("time", \.time),
        Field("secret", \.secret),
        Field("list", \.list),
        Field("set", \.set),
        Field("map", \.map),
        Field("note", \.note),
        Field("pets", \.pets),
        Field("color", \.color),
        Field("any", \.any)
    )
}

struct Note: Model, EventInput {
    var text: String

    static let schema = Schema(
        Note.init,
        Field("text", \.text, .length(1...20), .pattern("^[a-z]+( [a-z]+)*$")),
        extraKeys: .forbidden
    )
}

struct Changes: Model {
    var name: Patch<String>
    var count: Patch<Int>

    static let schema = Schema(
        Changes.init,
        Field("name", \.name, .length(2...10), .notNull),
        Field("count", \.count),
        naming: .snakeCase
    )
}

struct Cat: Model {
    var lives: Int

    static let schema = Schema(Cat.init, Field("lives", \.lives, .ge(0)))
}

struct Dog: Model {
    var name: Secret<String>

    static let schema = Schema(Dog.init, Field("name", \.name))
}

enum Pet: TaggedUnion {
    case cat(Cat)
    case dog(Dog)

    static let variants = Variants(
        tag: "kind",
        Variant("cat", Pet.cat) { if case .cat(let cat) = $0 { cat } else { nil } },
        Variant("dog", Pet.dog) { if case .dog(let dog) = $0 { dog } else { nil } }
    )
}

enum Color: String, SchemaEnum {
    case red, green
}
