import FoundationEssentials
import Swiftlet
import SwiftletSQL
import SwiftletSecurity

// What the endpoints are given. Each is made once in a request or once in the life of the process, and can be replaced
// in a test.

/// The settings, which ``usersApp(_:)`` puts in.
let settings = Dependency(.perEnvironment, name: "settings") { () throws -> Settings in
    try Settings(LaunchEnvironment(variables: [:], isDeployed: false))
}

/// The clock of the service: fixed in tests.
let clock = Dependency(.perEnvironment, name: "clock") { WallClock.system }

/// The database, connected to when the first statement is sent.
let database = Dependency(.perEnvironment, Inject(settings), Inject(hasher), Inject(clock), Scope(), name: "database") {
    settings,
    hasher,
    clock,
    scope in
    for notice in settings.notices {
        Logger(label: "users").warning("\(notice)")
    }
    let database = try Database(
        url: settings.databaseURL.revealed,
        readURL: settings.databaseReadURL?.revealed,
        configuration: Database.Configuration(
            poolSize: settings.poolSize,
            maxOverflow: settings.maxOverflow,
            acquireTimeout: settings.poolTimeout,
            pooler: Database.Pooler(name: settings.pooler) ?? Database.Pooler.none,
            reloadURL: settings.reloadDatabaseURL,
            echo: settings.isDebug
        )
    )
    scope.onExit { _ in await database.close() }
    if settings.migratesOnStart {
        try await Setup(database: database, settings: settings, hasher: hasher, clock: clock).migrate()
    }
    return database
}

/// What hashes passwords.
let hasher = Dependency(.perEnvironment, name: "hasher") { try PasswordHasher() }

/// What makes and reads tokens.
let tokens = Dependency(.perEnvironment, Inject(settings), Inject(clock), name: "tokens") {
    try TokenService($0, clock: $1)
}

/// The users in the database.
let userStore = Dependency(.perRequest, Inject(database), name: "userStore") { UserStore($0) }

/// The users on a read replica, for reports: it may not yet have what was just written.
let reportStore = Dependency(.perRequest, Inject(database), name: "reportStore") { UserStore($0.reading) }

/// What can be done with users.
let userService = Dependency(.perRequest, Inject(userStore), Inject(hasher), Inject(clock), name: "userService") {
    UserService(store: $0, hasher: $1, clock: $2)
}

/// Who may come in.
let authService = Dependency(.perRequest, Inject(userStore), Inject(hasher), Inject(tokens), name: "authService") {
    AuthService(store: $0, hasher: $1, tokens: $2)
}

/// The user who asks: known by the token, and active.
let currentUser = Dependency(
    .perRequest,
    OAuth2PasswordBearer(tokenURL: "auth/login"),
    Inject(authService),
    name: "currentUser"
) { token, auth in
    try await auth.user(for: token)
}

/// How often one address may ask, or `nil` for as often as it likes.
let rateLimiter = Dependency(.perEnvironment, Inject(settings), Inject(database), name: "rateLimiter") {
    settings,
    database in
    settings.rateLimit.flatMap { RateLimit($0) }
        .map { limit in
            RateLimiter("api", limit, store: DatabaseRateLimitStore(database), onFailure: .open)
        }
}

/// How often a login may be tried, by one address and for one name.
let loginLimiter = Dependency(.perEnvironment, Inject(settings), Inject(database), name: "loginLimiter") {
    settings,
    database in
    settings.rateLimit == nil ? nil : LoginLimiter(store: DatabaseRateLimitStore(database))
}
