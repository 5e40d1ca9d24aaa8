@testable import SwiftletSQL

/// Runs the body with a database, which is closed in any case.
func withDatabase<Result>(
    _ url: String,
    _ configuration: Database.Configuration = .init(),
    _ body: (Database) async throws -> Result
) async throws -> Result {
    let db = try Database(url: url, configuration: configuration)
    do {
        let result = try await body(db)
        await db.close()
        return result
    } catch {
        await db.close()
        throw error
    }
}
