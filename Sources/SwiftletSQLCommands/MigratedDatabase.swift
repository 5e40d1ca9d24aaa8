public import Swiftlet
public import SwiftletSQL

/// A database with migrations, for ``MigrateCommand``.
///
/// ```swift
/// enum UsersDatabase: MigratedDatabase {
///     static let database = unmigratedDatabase
///     static let migrations = UsersAPI.migrations
///
///     /// Creates the first user.
///     static func didMigrate(_ app: App) async throws -> [String] {
///         let email = try await app.withDependencies(Inject(setup)) { setup in try await setup.createFirstUser() }
///         return email.map { ["Created the first user, \($0)."] } ?? []
///     }
/// }
/// ```
public protocol MigratedDatabase: SendableMetatype {
    /// The database; creating it must not apply the migrations.
    static var database: Dependency<Database> { get }
    /// The migrations, oldest first.
    static var migrations: [Migration] { get }

    /// Completes an update after which no migrations are pending, for example by inserting initial rows.
    ///
    /// The default implementation does nothing.
    ///
    /// - Parameter app: The app, from which the operation gets its dependencies.
    /// - Returns: The actions, one sentence each, to be printed.
    /// - Throws: An error, after which the command fails.
    static func didMigrate(_ app: App) async throws -> [String]
}

extension MigratedDatabase {
    /// Does nothing.
    public static func didMigrate(_ app: App) async throws -> [String] { [] }
}
