import Swiftlet
import SwiftletMacros

/// The examples of the life of an invocation.
enum LifecycleExamples {
    @Model
    struct Person: Equatable {
        var email: EmailAddress
    }

    static func sendWelcome(to person: Person) async throws {
        Context.current?.logger.info("Welcome, \(person.email)")
    }

    struct EventLog: EventMiddleware {
        func respond(to event: HandledEvent, context: Context, next: @escaping NextHandler) async throws -> [UInt8] {
            let start = ContinuousClock.now
            defer {
                context.logger.info(
                    "\(event.handler) has ended.",
                    metadata: ["duration": "\(start.duration(to: .now))"]
                )
            }
            return try await next(event, context)
        }
    }

    struct Export: Handler {
        func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput {
            .streaming("text/csv") { write in
                for row in 1...3 { try await write(Array("\(row),\(row * row)\n".utf8)) }
            }
        }
    }

    struct Page: Handler {
        func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput {
            .streaming(Response.text("Hello"))
        }
    }

    static func traced() -> App {
        let tracedOrders = App(
            title: "Orders",
            version: "1.0.0",
            correlationID: CorrelationID(header: .requestID, field: "detail.operation")
        ) {
            orders
        }
        return tracedOrders
    }

    struct RateSource {
        func load() async throws -> [String: Double] { ["CHF": 0.94] }
        func close() async {}
    }

    actor RateTable {
        private var rates: [String: Double]

        init(_ rates: [String: Double]) { self.rates = rates }

        func update(from source: RateSource) async throws { rates = try await source.load() }
        var all: [String: Double] { rates }
    }

    static func restored() -> App {
        let rateSource = Dependency(.perProcess) { RateSource() }

        let rateTable = Dependency(.perProcessBeforeSnapshot, Inject(rateSource), Scope()) { source, scope in
            let table = RateTable(try await source.load())
            scope.beforeSnapshot { await source.close() }
            scope.afterRestore { try await table.update(from: source) }
            return table
        }

        let listRates = Endpoint(.get, "/rates", Inject(rateTable)) { table in await table.all }

        let restoredApp = App(title: "Rates", version: "1.0.0") {
            SnapshotHooks(
                beforeSnapshot: { context in _ = try await rateTable.instance(context: context) },
                afterRestore: { context in context.logger.info("Restored \(context.function.name)") }
            )
            listRates
        }
        return restoredApp
    }

    static func endpoints() -> [Endpoint] {
        let register = Endpoint(.post, "/people", Body(Person.self), BackgroundTasks()) { person, tasks in
            tasks.add("welcome") { try await sendWelcome(to: person) }
            return person
        }

        let version = Endpoint(.get, "/version", Invocation()) { context in context.function.version }
        return [register, version]
    }

    static func jobs() -> App {
        let loggedJobs = App(title: "Jobs", version: "1.0.0") {
            EventLog()
            orders
        }
        return loggedJobs
    }
}
