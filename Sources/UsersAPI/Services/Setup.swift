import Swiftlet
import SwiftletSQL
import SwiftletSecurity

/// Brings a database to the state the service needs.
struct Setup: Sendable {
    let database: Database
    let settings: Settings
    let hasher: PasswordHasher
    let clock: WallClock

    /// Applies the migrations that have not been, and creates the first user, an administrator, if there is no user yet.
    ///
    /// - Parameters:
    ///   - target: the last migration to apply, nil for all.
    ///   - newerDatabase: what to do when a newer version has migrated the database already.
    /// - Returns: what was done, each in a sentence.
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
                    // Another process was faster.
                }
            }
        }
        return done
    }
}
