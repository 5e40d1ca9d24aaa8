import FoundationEssentials
import SwiftletSQL

/// The users in the database.
///
/// Every method executes one statement, one round trip, or one transaction.
///
/// Addresses are unique ignoring case: `email_key` is the lowercased address, computed here and not by the database, so that
/// both databases agree on non-ASCII letters.
struct UserStore: Sendable {
    private let database: any SQLExecutor

    init(_ database: any SQLExecutor) {
        self.database = database
    }

    /// The changes to a user; `nil` for unchanged values.
    struct Changes: Sendable {
        var email: String?
        var name: String?
        var passwordHash: String?
        var isActive: Bool?
        var isAdmin: Bool?
    }

    func user(_ id: Int) async throws -> User? {
        try await database.query("SELECT \(columns) FROM users WHERE id = \(id)").first?.decode(User.self)
    }

    func user(email: String) async throws -> User? {
        try await database.query("SELECT \(columns) FROM users WHERE email_key = \(email.lowercased())")
            .first?
            .decode(User.self)
    }

    /// Returns a page of users, ordered by id, and the total number of users.
    func users(limit: Int, offset: Int) async throws -> (users: [User], total: Int) {
        let (page, count) = try await database.pipeline(
            "SELECT \(columns) FROM users ORDER BY id LIMIT \(limit) OFFSET \(offset)",
            "SELECT COUNT(*) FROM users"
        )
        return (try page.decode(User.self), try count.first?.decode(Int.self) ?? 0)
    }

    /// Returns the number of users.
    func count() async throws -> Int {
        try await database.query("SELECT COUNT(*) FROM users").first?.decode(Int.self) ?? 0
    }

    /// Returns the number of users created in an interval.
    func count(createdFrom start: Date, to end: Date) async throws -> Int {
        let rows = try await database.query(
            "SELECT COUNT(*) FROM users WHERE created_at >= \(start) AND created_at < \(end)"
        )
        return try rows.first?.decode(Int.self) ?? 0
    }

    /// Inserts a user.
    ///
    /// - Throws: ``EmailTaken`` if another user has the address, ignoring case.
    func insert(
        email: String,
        name: String,
        passwordHash: String,
        isActive: Bool,
        isAdmin: Bool = false,
        at now: Date
    ) async throws -> User {
        try await unique {
            try await
                database.query(
                    """
                    INSERT INTO users (email, email_key, name, password_hash, is_active, is_admin, created_at)
                    VALUES (
                        \(email), \(email.lowercased()), \(name), \(passwordHash), \(isActive), \(isAdmin), \(now)
                    )
                    RETURNING \(columns)
                    """
                )
                .decode(User.self)[0]
        }
    }

    /// Updates a user.
    ///
    /// A new password and an activation revoke the user's earlier tokens, and a deactivation ends all sessions.
    ///
    /// - Returns: The updated user, or `nil` if it does not exist.
    /// - Throws: ``EmailTaken`` if another user has the new address, ignoring case; ``LastAdministrator`` if no active
    ///   administrator would be left.
    func update(_ id: Int, _ changes: Changes, at now: Date) async throws -> User? {
        guard changes.isActive == false || changes.isAdmin == false else {
            return try await apply(changes, to: id, at: now)
        }
        return try await database.atomically { executor in
            let store = UserStore(executor)
            try await store.checkLastAdministrator(isNot: id)
            if changes.isActive == false { try await SessionStore(executor).deleteAll(of: id) }
            return try await store.apply(changes, to: id, at: now)
        }
    }

    private func apply(_ changes: Changes, to id: Int, at now: Date) async throws -> User? {
        var assignments: [SQL] = []
        if let email = changes.email {
            assignments += ["email = \(email)", "email_key = \(email.lowercased())"]
        }
        if let name = changes.name { assignments.append("name = \(name)") }
        if let passwordHash = changes.passwordHash {
            assignments.append("password_hash = \(passwordHash)")
        }
        if let isActive = changes.isActive { assignments.append("is_active = \(isActive)") }
        if let isAdmin = changes.isAdmin { assignments.append("is_admin = \(isAdmin)") }
        if changes.passwordHash != nil {
            assignments.append("token_version = token_version + 1")
        } else if changes.isActive == true {
            // Tokens issued before the deactivation stay revoked.
            assignments.append("token_version = token_version + CASE WHEN is_active THEN 0 ELSE 1 END")
        }
        guard !assignments.isEmpty else { return try await user(id) }
        assignments.append("updated_at = \(now)")
        let list = assignments.joined(separator: ", ")
        return try await unique {
            try await database.query("UPDATE users SET \(list) WHERE id = \(id) RETURNING \(columns)")
                .first.map { try $0.decode(User.self) }
        }
    }

    /// Replaces a password hash, unless the password was changed concurrently.
    ///
    /// `updated_at` is unchanged, because the user changed nothing.
    func replacePasswordHash(of id: Int, _ old: String, with new: String) async throws -> Bool {
        try await database.execute(
            "UPDATE users SET password_hash = \(new) WHERE id = \(id) AND password_hash = \(old)"
        ) > 0
    }

    /// Revokes the access tokens and ends the sessions of a user.
    func revokeTokens(of id: Int) async throws {
        try await database.execute("UPDATE users SET token_version = token_version + 1 WHERE id = \(id)")
    }

    /// Deletes a user.
    ///
    /// - Returns: Whether the user existed.
    /// - Throws: ``LastAdministrator`` if no active administrator would be left.
    func delete(_ id: Int) async throws -> Bool {
        try await database.atomically { executor in
            try await UserStore(executor).checkLastAdministrator(isNot: id)
            return try await executor.execute("DELETE FROM users WHERE id = \(id)") > 0
        }
    }

    /// Checks, in a transaction, that a user is not the only active administrator.
    ///
    /// The administrators stay locked until the end of the transaction, so that two of them cannot delete each other
    /// concurrently. In SQLite, a write transaction locks the whole database.
    private func checkLastAdministrator(isNot id: Int) async throws {
        let lock: SQL = database.dialect == .postgres ? "FOR UPDATE" : ""
        let administrators = try await database.query(
            "SELECT id FROM users WHERE is_admin AND is_active ORDER BY id \(lock)"
        )
        if try administrators.decode(Int.self) == [id] { throw LastAdministrator() }
    }

    private var columns: SQL {
        "id, email, name, password_hash, is_active, created_at, updated_at, is_admin, token_version"
    }

    /// Maps a uniqueness violation to ``EmailTaken``.
    ///
    /// The database checks uniqueness, so that a check and an insert cannot race.
    private func unique<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch SQLError.uniqueViolation() {
            throw EmailTaken()
        }
    }
}
