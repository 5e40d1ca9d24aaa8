import Swiftlet
import SwiftletFixtures

/// The web layer in process: routing, validation, long lists, and each event shape.
enum WebSection {
    static func run(_ options: Options) throws -> [Table] {
        [try routing(options), try bodies(options), try shapes(options), try tasks(options)]
    }

    private static func routing(_ options: Options) throws -> Table {
        func subject(_ count: Int) -> InProcess.Subject {
            let app = App(title: "Routes", version: "1.0.0") {
                for number in 0..<count {
                    Endpoint(.get, "/area\(number)/{id}", operationID: "get\(number)", Path("id", Int.self)) { $0 }
                }
            }
            let requests = [0, count / 2, count - 1].map { Request(path: "/area\($0)/7") }
            let context = Context()
            return .init(name: "one of \(count) routes") {
                var sum = 0
                for request in requests { sum += await app.respond(to: request, context: context).status.code }
                return sum
            }
        }
        let results = try InProcess(options).run([subject(10), subject(1000)])
        return table("Routing a request (3 requests)", results, goal: ("flat", .atMost(1.1), 1))
    }

    private static func bodies(_ options: Options) throws -> Table {
        let app = App(title: "Bodies", version: "1.0.0") {
            Endpoint(.post, "/twenty", operationID: "twenty", Body(TwentyFields.self)) { $0.age }
            Endpoint(.get, "/thousand", operationID: "thousand") { ListItem.thousand }
        }
        let context = Context()
        let post = Request(
            method: .post,
            path: "/twenty",
            headers: [.contentType: "application/json"],
            body: TwentyFields.json
        )
        var broken = post
        broken.body = Array(#"{"age":-1}"#.utf8)
        let faulty = broken
        let results = try InProcess(options)
            .run([
                .init(name: "body of 20 fields, validated") {
                    await app.respond(to: post, context: context).status.code
                },
                .init(name: "the same with 18 errors") { await app.respond(to: faulty, context: context).status.code },
                .init(name: "list of 1,000 items") {
                    await app.respond(to: Request(path: "/thousand"), context: context).status.code
                },
            ])
        return table("Bodies", results, goal: nil)
    }

    /// The cost of background tasks, also for an endpoint without them.
    private static func tasks(_ options: Options) throws -> Table {
        let plain = Endpoint(.get, "/plain/{id}", operationID: "plain", Path("id", Int.self)) { $0 }
        let listed = Endpoint(.get, "/list/{id}", operationID: "list", Path("id", Int.self), BackgroundTasks()) {
            id,
            _ in id
        }
        let added = Endpoint(.get, "/task/{id}", operationID: "task", Path("id", Int.self), BackgroundTasks()) {
            id,
            tasks in
            tasks.add {}
            return id
        }
        let without = App(title: "Without", version: "1.0.0") { plain }
        let with = App(title: "With", version: "1.0.0") {
            plain
            listed
            added
        }
        func subject(_ name: String, path: String, of app: App) -> InProcess.Subject {
            let context = Context()
            let request = Request(path: path)
            return .init(name: name) { await app.respond(to: request, context: context).status.code }
        }
        let results = try InProcess(options)
            .run([
                subject("an app without background tasks", path: "/plain/7", of: without),
                subject("another endpoint has the input", path: "/plain/7", of: with),
                subject("the endpoint has the input, and adds no task", path: "/list/7", of: with),
                subject("the endpoint adds a task", path: "/task/7", of: with),
            ])
        return table("A request with background tasks", results, goal: ("no cost when unused", .atMost(1.05), 1))
    }

    private static func shapes(_ options: Options) throws -> Table {
        let app = TypedApp.make()
        let context = Context()
        let request = try HTTPEventShape.httpAPI.request(from: JSONDocument(parsing: SampleEvent.bytes).root)
        let results = try InProcess(options)
            .run(
                HTTPEventShape.all.map { shape in
                    let event = shape.event(for: request)
                    return .init(name: "\(shape), \(event.count) bytes") {
                        switch try await app.respond(to: event, context: context) {
                        case .bytes(let bytes), .content(let bytes, _): bytes.count
                        case .stream: 0
                        }
                    }
                }
            )
        return table("The typed endpoint with each event shape, event to response", results, goal: nil)
    }

    private static func table(
        _ title: String,
        _ results: [InProcess.Result],
        goal: (name: String, goal: Goal, row: Int)?
    ) -> Table {
        var table = Table(
            title,
            ["", "processor, median", "p10 - p90", "x first", goal.map { "goal: \($0.name)" } ?? ""]
        )
        let first = results.first?.times.median
        for (index, result) in results.enumerated() {
            let ratio = result.times.median.flatMap { median in first.map { median / $0 } }
            table.add(
                result.name,
                Format.nanoseconds(result.times.median),
                Format.nanoseconds(result.times.spread),
                Format.ratio(ratio),
                goal?.row == index ? ratio.flatMap { goal?.goal.verdict(on: $0) } ?? "-" : ""
            )
        }
        return table
    }
}
