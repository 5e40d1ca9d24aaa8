public import Swiftlet
public import SwiftletMetrics
import SwiftletSecurity
import SwiftletSettings

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
    public var reloadDatabaseURL: (@Sendable () async throws -> Secret<String>)?
    /// `DATABASE_READ_URL`: the URL of the read replicas of the database, used for the digest.
    public var databaseReadURL: Secret<String>?
    /// Reads `DATABASE_READ_URL` again from the file `DATABASE_READ_URL_FILE`, like ``reloadDatabaseURL``.
    public var reloadDatabaseReadURL: (@Sendable () async throws -> Secret<String>)?
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
    /// `POWERTOOLS_METRICS_NAMESPACE` and `POWERTOOLS_SERVICE_NAME`: the backend of the metrics, or `nil` without a namespace.
    public var metrics: CloudWatchMetrics?
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
        .plain("POWERTOOLS_METRICS_NAMESPACE", "The CloudWatch namespace of the metrics; empty for none.", default: ""),
        .plain("POWERTOOLS_SERVICE_NAME", "The name of the service in the metrics.", default: "users"),
    ]

    /// Reads the settings.
    ///
    /// A deployed service requires a secret key and a database. Locally it falls back to a temporary key and an in-memory
    /// database, with ``warnings``.
    ///
    /// - Throws: `SettingsError` with all missing and invalid variables.
    public init(_ environment: LaunchEnvironment) throws {
        var reader = SettingsReader(environment)
        projectName = reader.value("PROJECT_NAME", .text, default: "Users API")
        apiPrefix = reader.value("API_V1_PREFIX", .pathPrefix, default: "/api/v1")
        algorithm = reader.value("ALGORITHM", .choice(of: ["HS256", "HS384", "HS512"]), default: "HS256")
        accessTokenLifetime = .seconds(
            60 * reader.value("ACCESS_TOKEN_EXPIRE_MINUTES", .integer(1...525_600), default: 30)
        )
        refreshTokenLifetime = .seconds(
            86_400 * reader.value("REFRESH_TOKEN_EXPIRE_DAYS", .integer(1...3650), default: 30)
        )
        legacyPasswordHashes = reader.value(
            "LEGACY_PASSWORD_HASHES",
            .legacyPasswordHashes,
            default: LegacyPasswordHash.standard
        )
        trustedProxies = reader.value("TRUSTED_PROXIES", .integer(1...100), default: 1)
        allowedOrigins = reader.value("ALLOWED_ORIGINS", .list(of: .origin), default: [])
        isDebug = reader.value("DEBUG", .bool, default: false)
        poolSize = reader.value("DB_POOL_SIZE", .integer(1...1000), default: 1)
        maxOverflow = reader.value("DB_MAX_OVERFLOW", .integer(0...1000), default: 0)
        poolTimeout = reader.value(
            "DB_POOL_TIMEOUT",
            .duration(in: .seconds(1) ... .seconds(600)),
            default: .seconds(5)
        )
        pooler = reader.value("DB_POOLER", .choice(of: ["none", "session", "transaction"]), default: "none")
        let limit = reader.value("RATE_LIMIT", .rateLimit, default: "100/minute")
        rateLimit = limit == "off" ? nil : limit
        firstUser = Self.firstUser(&reader)

        let keyLength = algorithm == "HS512" ? 64 : algorithm == "HS384" ? 48 : 32
        secretKey = try reader.value(
            "SECRET_KEY",
            .secret(minimumLength: keyLength),
            localDefault: Secret(SecureRandom.token(byteCount: 64)),
            warning: "SECRET_KEY is not set: tokens are signed with a temporary key."
        )
        databaseURL = reader.value(
            "DATABASE_URL",
            .databaseURL,
            localDefault: "sqlite::memory:",
            warning: "DATABASE_URL is not set: users are stored in a temporary in-memory database."
        )
        databaseReadURL = reader.value("DATABASE_READ_URL", .databaseURL)
        reloadDatabaseURL = reader.reloader("DATABASE_URL", .databaseURL)
        reloadDatabaseReadURL = reader.reloader("DATABASE_READ_URL", .databaseURL)
        let isInMemory = databaseURL.revealed == "sqlite::memory:"
        migratesOnStart = reader.value("MIGRATE_ON_START", .bool, default: isInMemory)
        warnings = reader.warnings
        try reader.finish()
        metrics = try CloudWatchMetrics.configured(by: environment)
    }

    private static func firstUser(_ reader: inout SettingsReader) -> FirstUser? {
        let email = reader.value("FIRST_USER_EMAIL", .emailAddress)
        let password = reader.value("FIRST_USER_PASSWORD", .password)
        switch (email, password) {
        case (let email?, let password?):
            return FirstUser(email: email, password: password)
        case (nil, _?):
            reader.reject("FIRST_USER_EMAIL", expected: "an email address if FIRST_USER_PASSWORD is set")
        case (_?, nil):
            reader.reject(
                "FIRST_USER_PASSWORD",
                expected: "a password of 8 to 128 characters if FIRST_USER_EMAIL is set"
            )
        case (nil, nil):
            break
        }
        return nil
    }
}
