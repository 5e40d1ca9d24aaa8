import Swiftlet
import SwiftletSQL
import SwiftletSecurity

/// Prepares the database for the service.
public struct Setup: Sendable {
    let database: Database
    let settings: Settings
    let hasher: PasswordHasher
    let clock: WallClock

    /// Applies pending migrations, and creates the first user.
    ///
    /// A database with migrations of a newer version is accepted, so that versions can be deployed gradually and rolled back.
    ///
    /// - Throws: `SQLError`, such as `migrationConflict`.
    func migrate() async throws {
        try await Migrator(database, migrations, newerDatabase: .accept).up()
        try await createFirstUser()
    }

    /// Creates the first user, an administrator, if one is configured and there are no users.
    ///
    /// - Returns: The email address of the user, or `nil` if none was created.
    @discardableResult
    public func createFirstUser() async throws -> String? {
        guard let first = settings.firstUser else { return nil }
        let store = UserStore(database)
        guard try await store.count() == 0 else { return nil }
        do {
            let user = UserCreate(email: first.email, name: "Admin", isActive: true, password: first.password)
            return try await UserService(store: store, hasher: hasher, clock: clock).create(user, isAdmin: true).email
        } catch is EmailTaken {
            // Another process created it first.
            return nil
        }
    }
}
