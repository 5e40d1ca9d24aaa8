import Swiftlet
import SwiftletSQL
import SwiftletSecurity

/// Prepares the database for the service.
struct Setup: Sendable {
    let database: Database
    let settings: Settings
    let hasher: PasswordHasher
    let clock: WallClock

    /// Applies pending migrations, and creates the first user, an administrator, if there are no users.
    ///
    /// - Parameters:
    ///   - target: The last migration to apply, or `nil` for all.
    ///   - newerDatabase: The behavior if a newer version has migrated the database already.
    /// - Returns: The actions, each in a sentence.
    /// - Throws: `SQLError`, such as `migrationConflict`.
    @discardableResult
    func migrate(
        to target: String? = nil,
        newerDatabase: Migrator.NewerDatabase = .reject
    ) async throws -> [String] {
        let migrator = try Migrator(database, migrations, newerDatabase: newerDatabase)
        var done = try await migrator.up(to: target).map { "Applied \($0)." }
        if target == nil, let first = settings.firstUser {
            let store = UserStore(database)
            if try await store.count() == 0 {
                let users = UserService(store: store, hasher: hasher, clock: clock)
                do {
                    let user = try await users.create(
                        UserCreate(email: first.email, name: "Admin", isActive: true, password: first.password),
                        isAdmin: true
                    )
                    done.append("Created the first user, \(user.email).")
                } catch is EmailTaken {
                    // Another process created it first.
                }
            }
        }
        return done
    }
}
