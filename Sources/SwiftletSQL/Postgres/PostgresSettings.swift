import Logging

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How a connection to PostgreSQL is opened and used.
struct PostgresSettings: Sendable {
    var parameters: PostgresParameters
    var statementCacheSize: Int
    var sessionReset: Database.SessionReset
    var logger: Logger

    /// Whether only a server in a certain state will do, such as one that can write.
    let isParticularAboutServer: Bool

    /// How long bringing an interrupted connection to rest may take before it is given up.
    var recoveryTimeout: Duration = .seconds(1)

    /// Reads the environment and the file system once, for what the URL leaves open.
    init(
        parameters: PostgresParameters,
        statementCacheSize: Int,
        sessionReset: Database.SessionReset,
        logger: Logger
    ) {
        self.parameters = parameters
        self.statementCacheSize = statementCacheSize
        self.sessionReset = sessionReset
        self.logger = logger
        let names = ["PGSSLMODE", "PGSSLROOTCERT", "PGGSSENCMODE"]
        var environment: [String: String] = [:]
        for name in names {
            environment[name] = unsafe getenv(name).map { unsafe String(cString: $0) }
        }
        isParticularAboutServer = parameters["target_session_attrs"] != nil
        self.parameters.addDefaults(environment: environment) { unsafe access($0, R_OK) == 0 }
    }
}
