import Glibc
import Logging

/// The settings of a PostgreSQL connection.
struct PostgresSettings: Sendable {
    var statementCacheSize: Int
    var sessionReset: Database.SessionReset
    var logger: Logger

    /// The connection pooler in front of the server.
    var pooler: Database.Pooler

    /// The timeouts that the server enforces.
    var serverTimeouts: Database.ServerTimeouts

    /// The required role of the server.
    var serverRole: PostgresServerRole

    /// Whether a read-only server is expected.
    var expectsReadOnly: Bool

    /// Whether the session keeps its initial time zone.
    var keepsTimeZone: Bool

    /// The time limit for recovering an interrupted connection before it is closed.
    var recoveryTimeout: Duration = .seconds(3)

    private let environment: [String: String]

    init(
        parameters: PostgresParameters,
        configuration: Database.Configuration,
        isReplica: Bool,
        environment: [String: String] = Self.processEnvironment()
    ) {
        pooler = parameters.pooler ?? configuration.pooler
        // Through a transaction pooler the next statement may run on another server connection.
        statementCacheSize = pooler == .transaction ? 0 : configuration.statementCacheSize
        sessionReset = pooler == .transaction ? .never : configuration.sessionReset
        logger = configuration.logger
        serverTimeouts = configuration.serverTimeouts
        serverRole = PostgresServerRole(parameters["target_session_attrs"])
        expectsReadOnly = isReplica || serverRole.expectsReadOnly
        keepsTimeZone = pooler == .transaction || parameters.choosesTimeZone(environment: environment)
        self.environment = environment
    }

    /// Returns the parameters for a connection to one endpoint of the URL, with all defaults.
    func parameters(
        of url: PostgresParameters,
        for endpoint: PostgresHosts.Host,
        role: PostgresServerRole,
        includingOptions: Bool
    ) -> PostgresParameters {
        var parameters = url
        parameters["host"] = endpoint.name.isEmpty ? nil : endpoint.name
        parameters["hostaddr"] = endpoint.address.isEmpty ? nil : endpoint.address
        parameters["port"] = endpoint.port.isEmpty ? nil : endpoint.port
        parameters["target_session_attrs"] = role.description
        parameters.addDefaults(environment: environment)
        parameters.addTransportSecurity(isLocal: endpoint.isLocal, environment: environment) { path in
            unsafe access(path, R_OK) == 0
        }
        parameters.add(
            serverTimeouts,
            environment: environment,
            includingOptions: includingOptions && pooler == .none
        )
        return parameters
    }

    /// The environment variables that supply defaults for the URL.
    private static func processEnvironment() -> [String: String] {
        let names = [
            "PGSSLMODE", "PGSSLROOTCERT", "PGGSSENCMODE", "PGOPTIONS", "PGTZ", "HOME", "SSL_CERT_FILE",
            "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_RUNTIME_API",
        ]
        var environment: [String: String] = [:]
        for name in names {
            environment[name] = unsafe getenv(name).map { unsafe String(cString: $0) }
        }
        return environment
    }
}
