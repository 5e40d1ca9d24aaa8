public import Swiftlet
import SwiftletSecurity

/// The configuration of the service, read from environment variables.
public struct Settings: AppSettings {
    /// `PROJECT_NAME`: the title of the documentation.
    public var projectName: String
    /// `API_V1_PREFIX`: the path prefix of all endpoints.
    public var apiPrefix: String
    /// `DATABASE_URL`: the URL of the database.
    public var databaseURL: Secret<String>
    /// Reads `DATABASE_URL` again from the file `DATABASE_URL_FILE` after the database has rejected the password, or `nil`
    /// if the variable is not set by a file.
    public var reloadDatabaseURL: (@Sendable () async throws -> String)?
    /// `DATABASE_READ_URL`: the URL of the read replicas of the database, used for the digest.
    public var databaseReadURL: Secret<String>?
    /// Reads `DATABASE_READ_URL` again from the file `DATABASE_READ_URL_FILE`, like ``reloadDatabaseURL``.
    public var reloadDatabaseReadURL: (@Sendable () async throws -> String)?
    /// `DB_POOLER`: the mode of the connection pooler in front of PostgreSQL: `none`, `session` or `transaction`.
    ///
    /// A `pooler` parameter in the URL takes precedence.
    public var pooler: String
    /// `SECRET_KEY`: the key for signing tokens, at least 32 bytes.
    public var secretKey: Secret<String>
    /// `ALGORITHM`: the algorithm for signing tokens: HS256, HS384 or HS512.
    public var algorithm: String
    /// `ACCESS_TOKEN_EXPIRE_MINUTES`: the lifetime of access tokens.
    public var accessTokenLifetime: Duration
    /// `REFRESH_TOKEN_EXPIRE_DAYS`: the lifetime of refresh tokens.
    public var refreshTokenLifetime: Duration
    /// `LEGACY_PASSWORD_HASHES`: the password hash formats of an earlier application with their maximum costs, such as
    /// `argon2:65536:3,bcrypt:12,pbkdf2_sha256:1000000`, or `none`.
    ///
    /// Their users log in with their existing passwords, which are then rehashed. Every failed login does the work of all
    /// formats at these costs, so that its duration does not reveal whether a user exists; a stored hash that exceeds the
    /// cost of its format still reveals it. If the variable is not set, `pbkdf2_sha256:29000` is verified, as in versions
    /// without this setting.
    public var legacyPasswordHashes: [LegacyPasswordHash]
    /// `TRUSTED_PROXIES`: the number of trusted proxies in front of the service, including the platform's gateway: 1 without
    /// a CDN, 2 with CloudFront.
    ///
    /// Rate limits are per client address, as reported by the outermost of them.
    public var trustedProxies: Int
    /// `ALLOWED_ORIGINS`: the origins that CORS allows; `*` allows any, without credentials.
    public var allowedOrigins: [String]
    /// `DEBUG`: whether SQL statements are logged, without their values.
    public var isDebug: Bool
    /// `DB_POOL_SIZE`: the number of connections that are kept open.
    public var poolSize: Int
    /// `DB_MAX_OVERFLOW`: the number of additional connections under load.
    public var maxOverflow: Int
    /// `DB_POOL_TIMEOUT`: the time that a request waits for a connection, in seconds.
    public var poolTimeout: Duration
    /// `RATE_LIMIT`: the rate limit per client address, such as `100/minute`; `nil` for `off`, which disables login limits too.
    ///
    /// The state is in the database, shared by all instances: each request executes one writing statement.
    public var rateLimit: String?
    /// `FIRST_USER_EMAIL` and `FIRST_USER_PASSWORD`: the initial administrator, created by the migration.
    public var firstUser: FirstUser?
    /// `MIGRATE_ON_START`: whether pending migrations are applied when the first request opens the database.
    public var migratesOnStart: Bool
    /// Warnings about fallback values, to be logged at startup.
    public var warnings: [String]

    /// The initial administrator.
    public struct FirstUser: Sendable {
        /// The email address.
        public var email: EmailAddress
        /// The password.
        public var password: Secret<String>
    }

    /// The environment variables with their descriptions in the deployment template.
    public static let variables: [EnvironmentVariable] = [
        .secret("DATABASE_URL", "The database URL: postgres://user:password@host/database."),
        .secret("SECRET_KEY", "The key for signing tokens: random text.", minimumLength: 32),
        .plain("DB_POOLER", "The connection pooler mode: none, session or transaction.", default: "none"),
        .plain(
            "ALLOWED_ORIGINS",
            "The origins that CORS allows, separated by commas; * allows any, without credentials.",
            default: ""
        ),
        .plain("RATE_LIMIT", "The rate limit per client address, such as 100/minute, or off.", default: "100/minute"),
        .plain("TRUSTED_PROXIES", "The number of trusted proxies: 1 without a CDN, 2 with CloudFront.", default: "1"),
        .plain("REFRESH_TOKEN_EXPIRE_DAYS", "The lifetime of refresh tokens in days.", default: "30"),
        .plain(
            "LEGACY_PASSWORD_HASHES",
            "Password hash formats of an earlier application: argon2, bcrypt and pbkdf2_sha256 with their costs, or none.",
            default: LegacyPasswordHash.standard.map(\.description).joined(separator: ",")
        ),
        .plain("MIGRATE_ON_START", "Whether the first request applies pending migrations.", default: "false"),
        .plain("FIRST_USER_EMAIL", "The email address of the initial administrator; empty for none.", default: ""),
        .secret("FIRST_USER_PASSWORD", "The password of the initial administrator.", default: ""),
    ]

    /// Reads the settings.
    ///
    /// A deployed service requires a secret key and a database. Locally it falls back to a temporary key and an in-memory
    /// database, with ``warnings``.
    ///
    /// - Throws: ``SettingsError`` with all missing and invalid variables.
    public init(_ environment: LaunchEnvironment) throws {
        var reader = SettingsReader(environment.variables)
        projectName = reader.text("PROJECT_NAME") ?? "Users API"
        apiPrefix = reader.path("API_V1_PREFIX") ?? "/api/v1"
        algorithm = reader.choice("ALGORITHM", of: ["HS256", "HS384", "HS512"]) ?? "HS256"
        accessTokenLifetime = .seconds(60 * (reader.integer("ACCESS_TOKEN_EXPIRE_MINUTES", 1...525_600) ?? 30))
        refreshTokenLifetime = .seconds(86_400 * (reader.integer("REFRESH_TOKEN_EXPIRE_DAYS", 1...3650) ?? 30))
        legacyPasswordHashes = reader.passwordHashes("LEGACY_PASSWORD_HASHES") ?? LegacyPasswordHash.standard
        trustedProxies = reader.integer("TRUSTED_PROXIES", 1...100) ?? 1
        allowedOrigins = reader.origins("ALLOWED_ORIGINS") ?? []
        isDebug = reader.flag("DEBUG") ?? false
        poolSize = reader.integer("DB_POOL_SIZE", 1...1000) ?? 1
        maxOverflow = reader.integer("DB_MAX_OVERFLOW", 0...1000) ?? 0
        poolTimeout = .seconds(reader.integer("DB_POOL_TIMEOUT", 1...600) ?? 5)
        pooler = reader.choice("DB_POOLER", of: ["none", "session", "transaction"]) ?? "none"
        databaseReadURL = reader.databaseURL("DATABASE_READ_URL")
        reloadDatabaseURL = reader.databaseURLReloader("DATABASE_URL")
        reloadDatabaseReadURL = reader.databaseURLReloader("DATABASE_READ_URL")
        rateLimit = reader.rateLimit("RATE_LIMIT", default: "100/minute")
        firstUser = reader.firstUser("FIRST_USER_EMAIL", "FIRST_USER_PASSWORD")

        var warnings: [String] = []
        let keyLength = algorithm == "HS512" ? 64 : algorithm == "HS384" ? 48 : 32
        if let key = reader.secretKey("SECRET_KEY", atLeast: keyLength) {
            secretKey = key
        } else {
            if environment.isDeployed { reader.require("SECRET_KEY", "at least \(keyLength) bytes of random text") }
            warnings.append("SECRET_KEY is not set: tokens are signed with a temporary key.")
            secretKey = Secret(try SecureRandom.token(byteCount: 64))
        }
        if let url = reader.databaseURL("DATABASE_URL") {
            databaseURL = url
        } else {
            if environment.isDeployed { reader.require("DATABASE_URL", "a postgres:// or sqlite: URL") }
            warnings.append("DATABASE_URL is not set: users are stored in a temporary in-memory database.")
            databaseURL = Secret("sqlite::memory:")
        }
        migratesOnStart = reader.flag("MIGRATE_ON_START") ?? (databaseURL.revealed == "sqlite::memory:")
        self.warnings = warnings
        try reader.finish()
    }
}
