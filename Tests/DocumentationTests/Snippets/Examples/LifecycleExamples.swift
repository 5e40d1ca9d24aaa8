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
