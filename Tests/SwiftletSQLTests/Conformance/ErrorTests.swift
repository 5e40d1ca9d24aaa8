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
