public import Swiftlet
import SwiftletSecurity

/// The settings of the service, read from the environment.
public struct Settings: AppSettings {
    /// `PROJECT_NAME`: the title in the documentation.
    public var projectName: String
    /// `API_V1_PREFIX`: what stands before the path of every endpoint.
    public var apiPrefix: String
    /// `DATABASE_URL`: where the users are kept.
    public var databaseURL: Secret<String>
    /// Reads `DATABASE_URL` again from the file `DATABASE_URL_FILE`, after the database has rejected the password; `nil`
    /// where it is not in a file.
    public var reloadDatabaseURL: (@Sendable () async throws -> String)?
    /// `DATABASE_READ_URL`: the read replicas of the database, for the digest.
    public var databaseReadURL: Secret<String>?
    /// Reads `DATABASE_READ_URL` again from the file `DATABASE_READ_URL_FILE`, as ``reloadDatabaseURL`` does.
    public var reloadDatabaseReadURL: (@Sendable () async throws -> String)?
    /// `DB_POOLER`: the pooler in front of PostgreSQL, which is none, session or transaction.
    ///
    /// `pooler` in the URL has priority.
    public var pooler: String
    /// `SECRET_KEY`: what tokens are signed with, at least 32 bytes.
    public var secretKey: Secret<String>
    /// `ALGORITHM`: how tokens are signed: HS256, HS384 or HS512.
    public var algorithm: String
    /// `ACCESS_TOKEN_EXPIRE_MINUTES`: how long a token is good.
    public var accessTokenLifetime: Duration
    /// `REFRESH_TOKEN_EXPIRE_DAYS`: how long a refresh token is valid.
    public var refreshTokenLifetime: Duration
    /// `LEGACY_PASSWORD_HASHES`: the formats of an earlier application's hashes with their highest costs, such as
    /// `argon2:65536:3,bcrypt:12,pbkdf2_sha256:1000000`, or `none`.
    ///
    /// Their users log in with the passwords they have, which are hashed again then. Every failed login does the work of
    /// all formats at these costs, so that its time does not show whether a user exists; a stored hash that costs more
    /// than its format does here still shows it. Where the variable is not set, `pbkdf2_sha256:29000` is verified, as
    /// versions without the setting did.
    public var legacyPasswordHashes: [LegacyPasswordHash]
    /// `TRUSTED_PROXIES`: how many proxies in front of the service are trusted, the platform's gateway included: 1 without
    /// a CDN, 2 behind CloudFront.
    ///
    /// Rate limits count by the client's address that the outermost of them reports.
    public var trustedProxies: Int
    /// `ALLOWED_ORIGINS`: the origins whose pages may call the service; `*` is any, without credentials.
    public var allowedOrigins: [String]
    /// `DEBUG`: whether statements are logged, without their values.
    public var isDebug: Bool
    /// `DB_POOL_SIZE`: how many connections are kept.
    public var poolSize: Int
    /// `DB_MAX_OVERFLOW`: how many more are opened when all are busy.
    public var maxOverflow: Int
    /// `DB_POOL_TIMEOUT`: how many seconds a request waits for a connection when all are busy.
    public var poolTimeout: Duration
    /// `RATE_LIMIT`: how often one address may ask, such as `100/minute`; `nil` for `off`, which limits no logins either.
    ///
    /// The state is in the database, which all instances share: each request is one statement that writes.
    public var rateLimit: String?
    /// `FIRST_USER_EMAIL` and `FIRST_USER_PASSWORD`: a user to log in with, made by the migration.
    public var firstUser: FirstUser?
    /// `MIGRATE_ON_START`: whether the database is brought up to date when the first request opens it.
    public var migratesOnStart: Bool
    /// What the service fell back on, and whoever starts it should know.
    public var notices: [String]

    /// A user to log in with.
    public struct FirstUser: Sendable {
        /// The address.
        public var email: EmailAddress
        /// The password.
        public var password: Secret<String>
    }

    /// What whoever deploys the service is asked for.
    public static let variables: [EnvironmentVariable] = [
        .secret("DATABASE_URL", "Where the users are kept: postgres://user:password@host/database."),
        .secret("SECRET_KEY", "What tokens are signed with: random text.", minimumLength: 32),
        .plain("DB_POOLER", "The pooler in front of PostgreSQL: none, session or transaction.", default: "none"),
        .plain(
            "ALLOWED_ORIGINS",
            "The origins that may call the service, with commas between; * is any, without credentials.",
            default: ""
        ),
        .plain("RATE_LIMIT", "How often one address may ask, such as 100/minute, or off.", default: "100/minute"),
        .plain("TRUSTED_PROXIES", "How many proxies are trusted: 1 without a CDN, 2 behind CloudFront.", default: "1"),
        .plain("REFRESH_TOKEN_EXPIRE_DAYS", "How many days a refresh token is valid.", default: "30"),
        .plain(
            "LEGACY_PASSWORD_HASHES",
            "An earlier application's password hashes: argon2, bcrypt and pbkdf2_sha256 with their costs, or none.",
            default: LegacyPasswordHash.standard.map(\.description).joined(separator: ",")
        ),
        .plain("MIGRATE_ON_START", "Whether the first request brings the database up to date.", default: "false"),
        .plain("FIRST_USER_EMAIL", "The address of a user to begin with; empty for none.", default: ""),
        .secret("FIRST_USER_PASSWORD", "The password of that user.", default: ""),
    ]

    /// Reads the settings.
    ///
    /// A deployed service needs a secret key and a database. Locally it makes do with a key of its own and a database in
    /// memory, and says so.
    ///
    /// - Throws: ``SettingsError`` with all that is missing or wrong.
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

        var notices: [String] = []
        let keyLength = algorithm == "HS512" ? 64 : algorithm == "HS384" ? 48 : 32
        if let key = reader.secretKey("SECRET_KEY", atLeast: keyLength) {
            secretKey = key
        } else {
            if environment.isDeployed { reader.require("SECRET_KEY", "at least \(keyLength) bytes of random text") }
            notices.append("SECRET_KEY is not set: tokens are signed with a key that is thrown away.")
            secretKey = Secret(try SecureRandom.token(byteCount: 64))
        }
        if let url = reader.databaseURL("DATABASE_URL") {
            databaseURL = url
        } else {
            if environment.isDeployed { reader.require("DATABASE_URL", "a postgres:// or sqlite: URL") }
            notices.append("DATABASE_URL is not set: users are kept in memory, and thrown away.")
            databaseURL = Secret("sqlite::memory:")
        }
        migratesOnStart = reader.flag("MIGRATE_ON_START") ?? (databaseURL.revealed == "sqlite::memory:")
        self.notices = notices
        try reader.finish()
    }
}
