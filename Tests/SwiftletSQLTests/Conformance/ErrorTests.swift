import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct ErrorTests {
    private func withUsers(_ driver: TestDriver, _ body: (Database) async throws -> Void) async throws {
        try await driver.withDatabase { db in
            try await db.execute(
                """
                CREATE TABLE users (
                    id \(driver.identity), email text NOT NULL UNIQUE, first text, last text, nick text,
                    age integer CONSTRAINT age_is_positive CHECK (age > 0), UNIQUE (first, last)
                )
                """
            )
            try await db.execute("CREATE UNIQUE INDEX users_lower_nick ON users (lower(nick))")
            try await db.execute("CREATE TABLE pets (owner bigint NOT NULL REFERENCES users (id))")
            try await db.execute(
                "INSERT INTO users (id, email, first, last, nick) VALUES (1000, 'ada@x.org', 'Ada', 'L', 'addie')"
            )
            try await body(db)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `both databases report the same name for a violated key`(_ driver: TestDriver) async throws {
        try await withUsers(driver) { db in
            let cases: [(SQL, String)] = [
                ("INSERT INTO users (email) VALUES (\("ada@x.org"))", "users_email_key"),
                ("INSERT INTO users (email, nick) VALUES ('b', \("ADDIE"))", "users_lower_nick"),
                ("INSERT INTO users (email, first, last) VALUES ('b', \("Ada"), \("L"))", "users_first_last_key"),
                ("INSERT INTO users (id, email) VALUES (\(1000), \("b"))", "users_pkey"),
            ]
            for (statement, constraint) in cases {
                let error = await #expect(throws: SQLError.self) { try await db.execute(statement) }
                #expect(error?.code == .uniqueViolation)
                #expect(error?.constraint == constraint)
                #expect(error?.isUniqueViolation(constraint) == true)
                #expect(error?.isUniqueViolation() == true)
                #expect(error?.isUniqueViolation("another") == false)
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a catch clause matches by constraint`(_ driver: TestDriver) async throws {
        try await withUsers(driver) { db in
            do {
                try await db.execute("INSERT INTO users (email) VALUES (\("ada@x.org"))")
                Issue.record("The address was inserted twice.")
            } catch SQLError.uniqueViolation(constraint: "users_first_last_key") {
                Issue.record("The wrong constraint matched.")
            } catch SQLError.uniqueViolation(constraint: "users_email_key") {
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `other violations report the table and column if known`(_ driver: TestDriver) async throws {
        try await withUsers(driver) { db in
            let null = await #expect(throws: SQLError.self) {
                try await db.execute("INSERT INTO users (age) VALUES (3)")
            }
            #expect(null?.code == .notNullViolation)
            #expect(null?.table == "users")
            #expect(null?.column == "email")
            let check = await #expect(throws: SQLError.self) {
                try await db.execute("INSERT INTO users (email, age) VALUES ('c', \(-1))")
            }
            #expect(check?.code == .checkViolation)
            #expect(check?.constraint == "age_is_positive")
            let foreign = await #expect(throws: SQLError.self) {
                try await db.execute("INSERT INTO pets VALUES (\(99))")
            }
            #expect(foreign?.code == .foreignKeyViolation)
            #expect(foreign?.matches(.foreignKeyViolation()) == true)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `an error carries the database's own code`(_ driver: TestDriver) async throws {
        try await withUsers(driver) { db in
            let error = await #expect(throws: SQLError.self) {
                try await db.execute("INSERT INTO users (email) VALUES (\("ada@x.org"))")
            }
            switch driver {
            case .postgres:
                #expect(error?.sqlState == "23505")
                #expect(error?.extendedCode == nil)
            case .sqlite:
                #expect(error?.sqlState == nil)
                #expect(error?.extendedCode == 2067)
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `an error for invalid SQL contains the reason`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let error = await #expect(throws: SQLError.self) { try await db.query("SELECT * FROM nowhere") }
            #expect(error?.code == .invalidStatement)
            #expect(error?.description.contains("nowhere") == true)
            let syntax = await #expect(throws: SQLError.self) { try await db.query("SELEKT 1") }
            #expect(syntax?.code == .invalidStatement)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `no description of an error contains a value`(_ driver: TestDriver) async throws {
        try await withUsers(driver) { db in
            let secret = "s3cret@x.org"
            try await db.execute("INSERT INTO users (email) VALUES (\(secret))")
            var errors: [SQLError] = []
            let statements: [SQL] = [
                "INSERT INTO users (email) VALUES (\(secret))",
                "INSERT INTO users (email, age) VALUES (\(secret), \(-1))",
                "SELECT * FROM nowhere WHERE email = \(secret)",
                "INSERT INTO users (email, first) VALUES (\(secret), \(secret + "\0"))",
            ]
            for statement in statements {
                if let error = await #expect(throws: SQLError.self, performing: { try await db.execute(statement) }) {
                    errors.append(error)
                }
            }
            if driver == .postgres {
                let cast: SQL = "SELECT CAST(CAST(\(secret) AS text) AS integer)"
                let error = try #require(await #expect(throws: SQLError.self) { try await db.query(cast) })
                #expect(error.code == .invalidValue)
                #expect(error.serverMessage?.contains(secret) == true)
                errors.append(error)
            }
            for error in errors {
                var dumped = ""
                dump(error, to: &dumped)
                for text in ["\(error)", String(reflecting: error), error.message, dumped] {
                    #expect(!text.contains("s3cret"))
                }
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `an error omits values that are parsed or looked up during execution`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let secret = "s3cret"
            var statements: [SQL]
            switch driver {
            case .postgres:
                try await db.execute(
                    """
                    CREATE FUNCTION run(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'SELECT ' || t; END $$
                    """
                )
                statements = [
                    "SELECT to_tsquery('simple', \(secret + " and word"))",
                    "SELECT CAST(\("$." + secret + "(") AS jsonpath)",
                    "SELECT CAST(CAST(\(secret) AS text) AS regclass)",
                    "SELECT CAST(CAST(\(secret) AS text) AS regtype)",
                    "SELECT CAST(CAST(\(secret + "(int)") AS text) AS regprocedure)", "SELECT run(\(secret))",
                ]
            case .sqlite:
                try await db.execute("CREATE VIRTUAL TABLE notes USING fts5 (title)")
                statements = [
                    "SELECT * FROM notes WHERE notes MATCH \(secret + ":word")", "SELECT json_extract('{}', \(secret))",
                    "ATTACH \("/nowhere/" + secret) AS other",
                ]
            }
            for statement in statements + statements {
                let single = await #expect(throws: SQLError.self) { try await db.query(statement) }
                let pipelined = await #expect(throws: SQLError.self) { try await db.pipeline(["SELECT 1", statement]) }
                let streamed = await #expect(throws: SQLError.self) { for try await _ in db.stream(statement) {} }
                for error in [single, pipelined, streamed] {
                    #expect(error?.description.contains(secret) == false)
                    #expect(error?.message.contains(secret) == false)
                    #expect(error?.serverMessage != nil)
                }
            }
        }
    }

    @Test func `an error in a later batch of a cursor omits the bound values`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            let query: SQL = """
                SELECT to_tsquery('simple', CASE WHEN n > 3 THEN \("s3cret and word") ELSE 'word' END)
                FROM generate_series(1, 5) AS n
                """
            var count = 0
            let error = await sqlError {
                try await db.transaction { tx in
                    for try await _ in tx.stream(query, fetchSize: 2) { count += 1 }
                }
            }
            #expect(count == 2)
            #expect(error?.sqlState == "42601")
            #expect(error?.description.contains("s3cret") == false)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `an error contains names in the statement's text even if values are bound`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            for statement in [
                "SELECT * FROM nowhere WHERE id = \(1)", "SELECT nowhere FROM (SELECT \(1) AS id) AS t",
                "DROP TABLE nowhere",
            ] as [SQL] {
                let error = await #expect(throws: SQLError.self) { try await db.execute(statement) }
                #expect(error?.description.contains("nowhere") == true)
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a decoding error contains the column name`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let row = try #require(try await db.query("SELECT 'x' AS label, NULL AS gap, 70000 AS big").first)
            let mismatch = #expect(throws: SQLError.self) { try row["label", as: Int.self] }
            #expect(mismatch?.code == .decodingFailed)
            #expect(mismatch?.column == "label")
            #expect(mismatch?.description.contains("\"label\"") == true)
            let null = #expect(throws: SQLError.self) { try row["gap", as: String.self] }
            #expect(null?.column == "gap")
            #expect(null?.message.contains("NULL") == true)
            let overflow = #expect(throws: SQLError.self) { try row["big", as: Int16.self] }
            #expect(overflow?.column == "big")
            let missing = #expect(throws: SQLError.self) { try row["nope", as: Int.self] }
            #expect(missing?.code == .missingColumn)
            #expect(missing?.column == "nope")
            let tuple = #expect(throws: SQLError.self) { try row.decode(String.self, Int.self) }
            #expect(tuple?.column == "gap")
            let short = #expect(throws: SQLError.self) {
                try row.decode(String.self, String?.self, Int.self, Int.self)
            }
            #expect(short?.code == .missingColumn)
        }
    }
}
