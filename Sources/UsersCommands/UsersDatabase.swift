import Swiftlet
import SwiftletSQL
import SwiftletSQLCommands
import UsersAPI

/// The database of the users service, for `users migrate`.
enum UsersDatabase: MigratedDatabase {
    static let database = unmigratedDatabase
    static let migrations = UsersAPI.migrations

    /// Creates the first user.
    static func didMigrate(_ app: App) async throws -> [String] {
        let email = try await app.withDependencies(Inject(setup)) { setup in try await setup.createFirstUser() }
        return email.map { ["Created the first user, \($0)."] } ?? []
    }
}
