import FoundationEssentials
public import Swiftlet
import SwiftletIdempotency
import SwiftletIdempotencySQL
import SwiftletMetrics
public import SwiftletSQL
import SwiftletSecurity
import SwiftletSecuritySQL

// The dependencies of the endpoints, with request or process lifetime. Tests can replace each of them.

/// The settings that ``usersApp(_:)`` is called with.
let settings = Dependency(settings: Settings.self)

/// The clock of the service, fixed in tests.
let clock = Dependency(.perProcess, name: "clock") { WallClock.system }

/// The database without migrations; it connects when the first statement is sent.
///
/// For migrating it; everything else uses ``database``.
public let unmigratedDatabase = Dependency(.perProcess, Inject(settings), Scope(), name: "unmigratedDatabase") {
    settings,
    scope in
    for warning in settings.warnings {
        Logger(label: "users").warning("\(warning)")
    }
    let database = try Database(
        url: settings.databaseURL.revealed,
        readURL: settings.databaseReadURL?.revealed,
        configuration: Database.Configuration(
            poolSize: settings.poolSize,
            maxOverflow: settings.maxOverflow,
            acquireTimeout: settings.poolTimeout,
            pooler: Database.Pooler(name: settings.pooler) ?? Database.Pooler.none,
            reloadURL: revealing(settings.reloadDatabaseURL),
            reloadReadURL: revealing(settings.reloadDatabaseReadURL),
            onConnectionWait: InvocationMetrics.recordPoolWait,
            echo: settings.isDebug
        )
    )
    scope.onExit { _ in await database.close() }
    return database
}

/// Returns a closure that reads a secret for the driver.
private func revealing(
    _ read: (@Sendable () async throws -> Secret<String>)?
) -> (@Sendable () async throws -> String)? {
    guard let read else { return nil }
    return { try await read().revealed }
}

/// Prepares the database for the service.
public let setup = Dependency(
    .perProcess,
    Inject(unmigratedDatabase),
    Inject(settings),
    Inject(hasher),
    Inject(clock),
    name: "setup"
) {
    Setup(database: $0, settings: $1, hasher: $2, clock: $3)
}

/// The database, with pending migrations applied first if `MIGRATE_ON_START` is set.
let database = Dependency(.perProcess, Inject(setup), Inject(settings), name: "database") { setup, settings in
    if settings.migratesOnStart { try await setup.migrate() }
    return setup.database
}

/// Hashes passwords, and verifies the hashes of an earlier application.
let hasher = Dependency(.perProcess, Inject(settings), name: "hasher") { settings in
    try PasswordHasher(verifying: settings.legacyPasswordHashes.map(\.scheme))
}

/// Signs and verifies access tokens.
let tokens = Dependency(.perProcess, Inject(settings), Inject(clock), name: "tokens") {
    try TokenService($0, clock: $1)
}

/// The users in the database.
let userStore = Dependency(.perRequest, Inject(database), name: "userStore") { UserStore($0) }

/// The users on a read replica, for reports: recent writes may be missing.
let reportStore = Dependency(.perRequest, Inject(database), name: "reportStore") { UserStore($0.reading) }

/// The operations on users.
public let userService = Dependency(.perRequest, Inject(userStore), Inject(hasher), Inject(clock), name: "userService")
{
    UserService(store: $0, hasher: $1, clock: $2)
}

/// Authenticates users by password and by access token.
let authService = Dependency(.perRequest, Inject(userStore), Inject(hasher), Inject(tokens), name: "authService") {
    AuthService(store: $0, hasher: $1, tokens: $2)
}

/// Starts, refreshes and ends sessions.
let sessionService = Dependency(
    .perRequest,
    Inject(database),
    Inject(tokens),
    Inject(settings),
    Inject(clock),
    name: "sessionService"
) { database, tokens, settings, clock in
    SessionService(
        database: database,
        tokens: tokens,
        lifetime: settings.refreshTokenLifetime,
        clock: clock
    )
}

/// Creates users once for each `Idempotency-Key`.
let idempotency = Dependency(.perProcess, Inject(database), name: "idempotency") { database in
    Idempotency("users", store: DatabaseIdempotencyStore(database))
}

/// The rate limit per client address, or `nil` for no limit.
let rateLimiter = Dependency(.perProcess, Inject(settings), Inject(database), name: "rateLimiter") {
    settings,
    database in
    settings.rateLimit.flatMap { RateLimit($0) }
        .map { limit in
            RateLimiter("api", limit, store: DatabaseRateLimitStore(database), onFailure: .open)
        }
}

/// The limit on failed logins, or `nil` for no limit.
let loginLimiter = Dependency(.perProcess, Inject(settings), Inject(database), name: "loginLimiter") {
    settings,
    database in
    settings.rateLimit == nil ? nil : LoginLimiter(store: DatabaseRateLimitStore(database))
}
