import Logging
import SwiftletIO
import Synchronization

/// Opens connections to the servers of a URL with the current credentials.
final class PostgresConnector: Sendable {
    /// The connection parameters, which a reloaded URL replaces.
    private struct Target {
        var parameters: PostgresParameters
        /// Whether the server timeouts are sent as startup options; not after a pooler has rejected them.
        var includesOptions = true
    }

    private let settings: PostgresSettings
    private let resolver: HostResolver
    private let password: Database.CredentialProvider?
    private let reload: CredentialReload?
    private let target: Mutex<Target>

    init(
        parameters: PostgresParameters,
        configuration: Database.Configuration,
        isReplica: Bool = false,
        reload: CredentialReload? = nil,
        resolver: HostResolver = .shared
    ) {
        var parameters = parameters
        parameters.addLibpqDefaults()
        settings = PostgresSettings(
            parameters: parameters,
            configuration: configuration,
            isReplica: isReplica
        )
        password = configuration.password
        self.reload = reload
        self.resolver = resolver
        target = Mutex(Target(parameters: parameters))
    }

    /// Opens a connection.
    ///
    /// If the server rejects the credentials, they are reloaded once.
    ///
    /// - Throws: ``SQLError`` with the code `connectionFailed`, `authenticationFailed` or `insufficientResources`;
    ///   `CancellationError`.
    func connect(until deadline: ContinuousClock.Instant) async throws -> PostgresConnection {
        var parameters = target.withLock { $0.parameters }
        if let password {
            parameters["password"] = try await value(of: password, "password", until: deadline)
        }
        do {
            return try await connect(with: parameters, until: deadline)
        } catch let error as SQLError where error.code == .authenticationFailed {
            guard let renewed = try await renew(parameters, after: error, until: deadline) else { throw error }
            return try await connect(with: renewed, until: deadline)
        }
    }

    // MARK: - Credentials

    /// Returns the current credentials, or `nil` if they are the rejected ones.
    private func renew(
        _ parameters: PostgresParameters,
        after rejection: SQLError,
        until deadline: ContinuousClock.Instant
    ) async throws -> PostgresParameters? {
        var renewed = parameters
        do {
            if let reload {
                switch reload {
                case .url(let provider):
                    renewed = try await self.parameters(from: provider, until: deadline)
                    renewed.addLibpqDefaults()
                case .credentialsOfPrimary(let provider):
                    let primary = try await self.parameters(from: provider, until: deadline)
                    renewed["user"] = primary["user"]
                    renewed["password"] = primary["password"]
                }
                target.withLock { [renewed] in $0.parameters = renewed }
            }
            if let password {
                renewed["password"] = try await value(of: password, "password", until: deadline)
            }
        } catch let error as SQLError {
            var rejection = rejection
            rejection.underlyingError = error
            throw rejection
        }
        return renewed == parameters ? nil : renewed
    }

    private func parameters(
        from provider: @escaping Database.CredentialProvider,
        until deadline: ContinuousClock.Instant
    ) async throws -> PostgresParameters {
        guard case .postgres(let parameters) = try DatabaseURL(try await value(of: provider, "URL", until: deadline))
        else { throw SQLError(.invalidURL, "The reloaded database URL is not a PostgreSQL URL.") }
        return parameters
    }

    private func value(
        of provider: @escaping Database.CredentialProvider,
        _ name: String,
        until deadline: ContinuousClock.Instant
    ) async throws -> String {
        let timeout = SQLError(.connectionFailed, "The provider of the database \(name) timed out; nothing was sent.")
        do {
            return try await withDeadline(deadline, error: timeout) { try await provider() }
        } catch let error as CancellationError where Task.isCancelled {
            throw error
        } catch let error as SQLError {
            throw error
        } catch {
            var failure = SQLError(.connectionFailed, "The provider of the database \(name) failed; nothing was sent.")
            failure.underlyingError = error
            throw failure
        }
    }

    // MARK: - Addresses

    /// Tries the addresses in order, each for a share of the remaining time and at most for `connect_timeout`.
    private func connect(
        with parameters: PostgresParameters,
        until deadline: ContinuousClock.Instant
    ) async throws -> PostgresConnection {
        guard var hosts = PostgresHosts(parameters)?.hosts else {
            throw SQLError(.connectionFailed, "The database URL has different numbers of hosts, addresses and ports.")
        }
        let role = PostgresServerRole(parameters["target_session_attrs"])
        let timeout = parameters["connect_timeout"].flatMap { Int($0) }.flatMap { $0 > 0 ? Duration.seconds($0) : nil }
        let isShuffled = parameters["load_balance_hosts"] == "random"
        if isShuffled { hosts.shuffle() }

        var failures: [SQLError] = []
        // Servers that responded but are not standbys, used as a fallback for `prefer-standby`.
        var others: [PostgresHosts.Host] = []
        for (index, host) in hosts.enumerated() {
            // Reserve a share of the time for the fallback servers.
            let hasReserve = !others.isEmpty
            let shares = hosts.count - index + (hasReserve ? 1 : 0)
            let hostDeadline = Self.share(of: deadline, among: shares)
            let lookUpDeadline = Self.share(of: deadline, among: shares, timeout)
            var endpoints: [PostgresHosts.Host]
            do {
                endpoints = try await self.endpoints(of: host, number: index + 1, until: lookUpDeadline)
            } catch let error as SQLError {
                failures.append(error)
                continue
            }
            if isShuffled { endpoints.shuffle() }
            for (index, endpoint) in endpoints.enumerated() {
                let shares = endpoints.count - index + (hasReserve || others.isEmpty ? 0 : 1)
                let limit = Self.share(of: hostDeadline, among: shares, timeout)
                let first = role == .preferStandby ? PostgresServerRole.standby : role
                do {
                    return try await attempt(endpoint, parameters, role: first, until: limit)
                } catch let error as SQLError where error.code != .authenticationFailed {
                    failures.append(error)
                    if role == .preferStandby, limit > .now { others.append(endpoint) }
                }
            }
        }
        if role == .preferStandby {
            for (index, endpoint) in others.enumerated() {
                let limit = Self.share(of: deadline, among: others.count - index, timeout)
                do {
                    return try await attempt(endpoint, parameters, role: .any, until: limit)
                } catch let error as SQLError where error.code != .authenticationFailed {
                    failures.append(error)
                }
            }
        }
        throw SQLError.cannotConnect(after: failures)
    }

    /// Returns the deadline of an attempt, given the number of attempts that share the remaining time.
    private static func share(
        of deadline: ContinuousClock.Instant,
        among count: Int,
        _ timeout: Duration? = nil
    ) -> ContinuousClock.Instant {
        let now = ContinuousClock.now
        let share = now + (deadline - now) / max(1, count)
        guard let timeout else { return share }
        return min(share, now + timeout)
    }

    private func endpoints(
        of host: PostgresHosts.Host,
        number: Int,
        until deadline: ContinuousClock.Instant
    ) async throws -> [PostgresHosts.Host] {
        guard host.needsAddress else { return [host] }
        let addresses = try await resolver.addresses(of: host.name, until: deadline)
        guard !addresses.isEmpty else {
            throw SQLError(
                .connectionFailed,
                "The name of host \(number) in the database URL could not be resolved; nothing was sent."
            )
        }
        return addresses.map { PostgresHosts.Host(name: host.name, address: $0, port: host.port) }
    }

    private func attempt(
        _ endpoint: PostgresHosts.Host,
        _ parameters: PostgresParameters,
        role: PostgresServerRole,
        until deadline: ContinuousClock.Instant
    ) async throws -> PostgresConnection {
        let includesOptions = target.withLock { $0.includesOptions }
        let complete = settings.parameters(
            of: parameters,
            for: endpoint,
            role: role,
            includingOptions: includesOptions
        )
        do {
            return try await PostgresConnection.open(settings, complete.list, until: deadline)
        } catch let error as SQLError where error.isRejectedOption {
            let plain = settings.parameters(of: parameters, for: endpoint, role: role, includingOptions: false)
            guard plain != complete else { throw error }
            // A pooler that was not configured, such as PgBouncer or RDS Proxy.
            let connection = try await PostgresConnection.open(settings, plain.list, until: deadline)
            target.withLock { $0.includesOptions = false }
            settings.logger.warning(
                """
                The database server rejects startup options, as poolers do, so statement_timeout and \
                idle_in_transaction_session_timeout are not set. Set pooler=session or pooler=transaction in the URL.
                """
            )
            return connection
        }
    }
}
