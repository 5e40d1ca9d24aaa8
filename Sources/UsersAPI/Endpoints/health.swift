import Swiftlet
import SwiftletMacros
import SwiftletSQL

/// The health status of the service.
@Model
struct Health {
    var status: String
    var database: String?
}

let health = Endpoint(
    .get,
    "/health",
    operationID: "health",
    summary: "Check the health of the service",
    description: "With `deep=1`, also checks the database.",
    tags: ["health"],
    Query("deep", Bool.self, default: false),
    Inject(database),
    Invocation(),
    failures: [Failure(.serviceUnavailable, "The database is unavailable")]
) { isDeep, database, context in
    guard isDeep else { return Health(status: "ok", database: nil) }
    do {
        _ = try await database.query("SELECT 1")
    } catch {
        context.logger.error("Database health check failed: \(error)")
        throw HTTPError(.serviceUnavailable, "The database is unavailable")
    }
    return Health(status: "ok", database: "ok")
}
