import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// The growth of the time with the size of the input: linear code takes twice as long for twice the size.
enum GrowthSection {
    /// An input of any size.
    private struct Input {
        let name: String
        /// The smaller of the two sizes.
        let count: Int
        /// Creates the timed function for an input of a size.
        let subject: (_ count: Int) throws -> @Sendable () async throws -> Int
    }

    static func run(_ options: Options) throws -> [Table] {
        var table = Table(
            "Growth with the size of a client's input",
            ["", "n", "time for n", "time for 2n", "x n", "goal: linear"]
        )
        for input in forms + lists + json {
            let results = try InProcess(options)
                .run(
                    [input.count, input.count * 2]
                        .map { count in .init(name: "\(count)", try input.subject(count)) }
                )
            let ratio = results[1].ratios(to: results[0]).median
            table.add(
                input.name,
                "\(input.count)",
                Format.nanoseconds(results[0].times.median),
                Format.nanoseconds(results[1].times.median),
                Format.ratio(ratio),
                ratio.map { Goal.atMost(2.3).verdict(on: $0) } ?? "-"
            )
        }
        return [table]
    }

    private static let app = App(title: "Growth", version: "1.0.0", formFieldLimit: .max) {
        CORS(allowing: .pattern("https://*.example.com"))
        EntityTag()
        Endpoint(.post, "/form", operationID: "form", Form(Signup.self)) { $0.name }
        Endpoint(.post, "/items", operationID: "items", Body([Signup].self)) { $0.count }
        Endpoint(.post, "/any", operationID: "any", Body(JSON.self)) { $0.count }
        Endpoint(.get, "/query", operationID: "query", Query("a", [String].self, default: [])) { $0.count }
        Endpoint(.get, "/cookie", operationID: "cookie", Cookie("b", String?.self)) { $0 }
    }

    /// A request with a body.
    private static func post(_ path: String, type: String, body: String) -> @Sendable () async throws -> Int {
        let request = Request(method: .post, path: path, headers: [.contentType: type], body: Array(body.utf8))
        let context = Context()
        return { await app.respond(to: request, context: context).status.code }
    }

    private static func repeated(_ count: Int, separator: String, element: (Int) -> String) -> String {
        (0..<count).map(element).joined(separator: separator)
    }

    private static var forms: [Input] {
        let type = "application/x-www-form-urlencoded"
        let part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
        return [
            Input(name: "form, empty fields", count: 2000) {
                post("/form", type: type, body: repeated($0, separator: "&") { "a\($0)" })
            },
            Input(name: "form, one empty name", count: 2000) {
                post("/form", type: type, body: repeated($0, separator: "&") { _ in "a" })
            },
            Input(name: "form, one name repeated", count: 2000) {
                post("/form", type: type, body: repeated($0, separator: "&") { _ in "a=1" })
            },
            Input(name: "multipart form", count: 500) {
                post(
                    "/form",
                    type: "multipart/form-data; boundary=b",
                    body: repeated($0, separator: "") { _ in part } + "--b--\r\n"
                )
            },
        ]
    }

    private static var lists: [Input] {
        func get(_ path: String, _ headers: HTTPFields) -> @Sendable () async throws -> Int {
            let request = Request(path: path, headers: headers)
            let context = Context()
            return { await app.respond(to: request, context: context).status.code }
        }
        return [
            Input(name: "query items, REST API event", count: 500) { count in
                let query = (0..<count).map { QueryItem("a\($0)", "1") }
                let event = HTTPEventShape.restAPI.event(for: Request(path: "/query", query: query))
                let context = Context()
                return {
                    switch try await app.respond(to: event, context: context) {
                    case .bytes(let bytes), .content(let bytes, _): bytes.count
                    case .stream: 0
                    }
                }
            },
            Input(name: "cookies", count: 1000) {
                get("/cookie", [.cookie: repeated($0, separator: "; ") { "a\($0)=1" }])
            },
            Input(name: "If-None-Match", count: 1000) {
                get("/cookie", [.ifNoneMatch: repeated($0, separator: ", ") { "\"a\($0)\"" }])
            },
            Input(name: "Origin", count: 2000) {
                get("/cookie", [.origin: "https://" + repeated($0, separator: ".") { _ in "a" } + ".example.com"])
            },
        ]
    }

    private static var json: [Input] {
        let type = "application/json"
        return [
            Input(name: "validation errors", count: 400) {
                post("/items", type: type, body: "[" + repeated($0, separator: ",") { _ in "{\"b\":1}" } + "]")
            },
            Input(name: "JSON object", count: 2000) {
                post("/any", type: type, body: "{" + repeated($0, separator: ",") { "\"a\($0)\":1" } + "}")
            },
            Input(name: "JSON object, equivalent keys", count: 2000) { count in
                let keys = equivalentKeys(count)
                return post(
                    "/any",
                    type: type,
                    body: "{" + repeated(count, separator: ",") { "\"\(keys[$0])\":1" } + "}"
                )
            },
        ]
    }

    /// Canonically equivalent texts, at most 5,040: permutations of marks of different combining classes.
    private static func equivalentKeys(_ count: Int) -> [String] {
        var orders: [[UInt32]] = [[]]
        for mark in UInt32(0x5b0)...0x5b6 {
            orders = orders.flatMap { order in
                (0...order.count).map { Array(order[..<$0]) + [mark] + Array(order[$0...]) }
            }
        }
        return orders.prefix(count)
            .map { marks in "a" + String(String.UnicodeScalarView(marks.compactMap { Unicode.Scalar($0) })) }
    }
}

/// A form whose only field is not sent.
private struct Signup: Model {
    var name: String

    static let schema = Schema(Signup.init, Field("name", \.name))
}
