import Swiftlet
import SwiftletSQL

/// The examples in the reference of databases.
enum SQLExamples {
    struct User: Decodable {
        let id: Int
        let name: String?
    }

    struct UserRow: SQLRowDecodable {
        let id: Int
        let name: String?

        init(row: SQLRow) throws(SQLError) {
            id = try row["id"]
            name = try row["name"]
        }
    }

    struct AccountStore: Sendable {
        let database: any SQLExecutor

        func balance(of id: Int) async throws -> Int {
            try await database.query("SELECT balance FROM accounts WHERE id = \(id)").scalar(Int.self)
        }
    }

    static func findUser(_ id: Int) async throws -> User? {
        let database = try Database(url: "postgres://app@db.example.com/app?sslmode=verify-full")
        let rows = try await database.query("SELECT id, name FROM users WHERE id = \(id)")
        let user = try rows.first?.decode(User.self)
        return user
    }

    static func countUsers(in database: Database) async throws -> Int {
        let count = try await database.reading.query("SELECT count(*) FROM users").scalar(Int.self)
        return count
    }

    static func user(_ id: Int, in database: Database) async throws -> User {
        let user = try await database.query("SELECT * FROM users WHERE id = \(id)").one().decode(User.self)
        return user
    }

    static func values(of row: SQLRow) throws -> [String] {
        let (id, name) = try row.decode(Int.self, String?.self)
        let user = try row.decode(User.self)
        let email = try row["email", as: String.self]
        return ["\(id)", name ?? "", "\(user)", email]
    }

    static func page(limit: Int) -> SQL {
        let active: SQL = "SELECT id FROM users WHERE is_active = \(true)"
        let page: SQL = "\(active) ORDER BY id LIMIT \(limit)"
        return page
    }

    static func search(_ text: String, in database: Database) async throws -> SQLRows {
        let pattern = "%" + SQL.escapedForLike(text) + "%"
        let rows = try await database.query("SELECT id FROM notes WHERE title LIKE \(pattern) ESCAPE '\\'")
        return rows
    }

    static func register(_ email: String, in database: Database) async throws {
        do {
            try await database.execute("INSERT INTO users (email) VALUES (\(email))")
        } catch SQLError.uniqueViolation(constraint: "users_email_key") {
            throw HTTPError(.conflict, "Email already registered")
        }
    }

    static func add(_ emails: [String], to database: Database) async throws -> Int {
        let count = try await database.insert(
            into: "users",
            columns: ["email", "is_active"],
            rows: emails.map { [$0, true] },
            suffix: "ON CONFLICT (email) DO NOTHING"
        )
        return count
    }

    static func load(_ events: AsyncStream<[any SQLEncodable]>, into database: Database) async throws -> Int {
        let count = try await database.copyIn(into: "events", columns: ["id", "payload"], rows: events)
        return count
    }

    static func export(from database: Database, to write: BodyStream.Write) async throws {
        for try await lines in database.copyOut("SELECT id, email FROM users", format: .csv()) {
            try await write(lines)
        }
    }

    static func work(on database: Database, logger: Logger) async throws {
        let notifications = try await database.listen(to: "jobs")
        for try await notification in notifications {
            logger.info("Starting job \(notification.payload).")
        }
    }

    static func pay(_ amount: Int, from payer: Int, to payee: Int, in database: Database) async throws {
        try await database.transaction(isolation: .serializable, retrying: 3) { transaction in
            try await transaction.execute("UPDATE accounts SET balance = balance - \(amount) WHERE id = \(payer)")
            try await transaction.execute("UPDATE accounts SET balance = balance + \(amount) WHERE id = \(payee)")
        }
    }

    static func check(_ transaction: Transaction) async throws {
        for try await row in transaction.stream("SELECT id FROM users") {
            let id = try row.decode(Int.self)
            try await transaction.execute("UPDATE users SET checked_at = \(SQL.now) WHERE id = \(id)")
        }
    }

    static func total(of database: Database) async throws -> Int {
        var total = 0
        for try await row in database.stream("SELECT amount FROM payments") {
            total += try row.decode(Int.self)
        }
        return total
    }

    static func migrate(_ database: Database, _ migrations: [Migration]) async throws -> [String] {
        let applied = try await Migrator(database, migrations).up()
        return applied
    }

    static func usersMigration() -> Migration {
        Migration(
            "0001_users",
            up: """
                CREATE TABLE users (
                    id \(postgres: "bigint GENERATED BY DEFAULT AS IDENTITY", sqlite: "integer") PRIMARY KEY,
                    email text NOT NULL UNIQUE
                );
                CREATE INDEX users_email_lower ON users (lower(email));
                """,
            down: "DROP TABLE users"
        )
    }
}

extension AccountNumber: SQLEncodable {
    static var sqlType: SQLType { String.sqlType }
    var sqlValue: SQLValue { text.sqlValue }
}
