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
    var statementCacheSize: Int
    var sessionReset: Database.SessionReset
    var logger: Logger

    /// The pooler between here and the server.
    var pooler: Database.Pooler

    /// Time-outs that the server enforces.
    var serverGuards: Database.ServerGuards

    /// The state in which a server must be to be used.
    var serverRole: PostgresServerRole

    /// Whether a server that rejects writes is what was asked for.
    var expectsReadOnly: Bool

    /// Whether the session keeps the time zone it starts with.
    var keepsTimeZone: Bool

    /// How long bringing an interrupted connection to rest may take before it is given up.
    var recoveryTimeout: Duration = .seconds(3)

    private let environment: [String: String]

    init(
        parameters: PostgresParameters,
        configuration: Database.Configuration,
        isReplica: Bool,
        environment: [String: String] = Self.processEnvironment()
    ) {
        pooler = parameters.pooler ?? configuration.pooler
        // Behind a transaction pooler the next statement may meet another server connection.
        statementCacheSize = pooler == .transaction ? 0 : configuration.statementCacheSize
        sessionReset = pooler == .transaction ? .never : configuration.sessionReset
        logger = configuration.logger
        serverGuards = configuration.serverGuards
        serverRole = PostgresServerRole(parameters["target_session_attrs"])
        expectsReadOnly = isReplica || serverRole.expectsReadOnly
        keepsTimeZone = pooler == .transaction || parameters.choosesTimeZone(environment: environment)
        self.environment = environment
    }

    /// Parameters for a connection to one endpoint of the URL, with all defaults.
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
            serverGuards,
            environment: environment,
            includingOptions: includingOptions && pooler == .none
        )
        return parameters
    }

    /// The variables that decide what the URL leaves open.
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
