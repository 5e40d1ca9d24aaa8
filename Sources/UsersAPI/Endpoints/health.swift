import Swiftlet
import SwiftletMacros
import SwiftletSQL

/// How the service is.
@Model
struct Health {
    var status: String
    var database: String?
}

let health = Endpoint(
    .get,
    "/health",
    operationID: "health",
    summary: "Say how the service is",
    description: "With `deep=1` the database is asked too.",
    tags: ["health"],
    Query("deep", Bool.self, default: false),
    Inject(database),
    Invocation(),
    failures: [Failure(.serviceUnavailable, "The database does not answer")]
) { isDeep, database, context in
    guard isDeep else { return Health(status: "ok", database: nil) }
    do {
        _ = try await database.query("SELECT 1")
    } catch {
        context.logger.error("The database does not answer: \(error)")
        throw HTTPError(.serviceUnavailable, "The database does not answer")
    }
    return Health(status: "ok", database: "ok")
}
