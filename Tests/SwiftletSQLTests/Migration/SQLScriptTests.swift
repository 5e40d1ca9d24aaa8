import TestSupport
import Testing

@testable import SwiftletSQL

@Suite struct SQLScriptTests {
    static let both: [(String, [String])] = [
        ("", []),
        (" ;; \n ; ", []),
        ("-- only a comment", []),
        ("/* one */ -- two\n", []),
        ("SELECT 1", ["SELECT 1"]),
        ("SELECT 1; SELECT 2;", ["SELECT 1", "SELECT 2"]),
        ("SELECT ';'; SELECT 'it''s;'", ["SELECT ';'", "SELECT 'it''s;'"]),
        ("SELECT \"a;b\"; SELECT \"a\"\";\"", ["SELECT \"a;b\"", "SELECT \"a\"\";\""]),
        ("SELECT 1 -- a; b\n; SELECT 2", ["SELECT 1", "SELECT 2"]),
        ("SELECT /* ; */ 1; SELECT 2", ["SELECT /* ; */ 1", "SELECT 2"]),
        ("-- first\nSELECT 1;\n-- last\n", ["SELECT 1"]),
        (
            "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3",
            ["CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "SELECT 3"]
        ),
        ("SELECT 'never ends; SELECT 2", ["SELECT 'never ends; SELECT 2"]),
        ("SELECT 5-3; SELECT 4/2", ["SELECT 5-3", "SELECT 4/2"]),
    ]

    @Test(arguments: both)
    func `scripts are split in both dialects`(_ script: String, _ statements: [String]) {
        #expect(SQLScript.statements(of: script, dialect: .postgres) == statements)
        #expect(SQLScript.statements(of: script, dialect: .sqlite) == statements)
    }

    static let postgres: [(String, [String])] = [
        ("SELECT $$a;b$$; SELECT 2", ["SELECT $$a;b$$", "SELECT 2"]),
        ("SELECT $tag$ $$ ; $other$ ; $tag$; SELECT 2", ["SELECT $tag$ $$ ; $other$ ; $tag$", "SELECT 2"]),
        ("SELECT $1; SELECT $2", ["SELECT $1", "SELECT $2"]),
        ("SELECT a$b; SELECT c$d$", ["SELECT a$b", "SELECT c$d$"]),
        ("SELECT E'a\\';b'; SELECT 2", ["SELECT E'a\\';b'", "SELECT 2"]),
        ("SELECT 'a\\'; SELECT 2", ["SELECT 'a\\'", "SELECT 2"]),
        ("SELECT E'a'\n 'b\\';c'; SELECT 2", ["SELECT E'a'\n 'b\\';c'", "SELECT 2"]),
        ("SELECT E'a' -- x;'\n\n'b\\';c'; SELECT 2", ["SELECT E'a' -- x;'\n\n'b\\';c'", "SELECT 2"]),
        ("SELECT e'a'\r'b'\n'c\\';d'; SELECT 2", ["SELECT e'a'\r'b'\n'c\\';d'", "SELECT 2"]),
        ("SELECT E'a', 'b\\'; SELECT 2", ["SELECT E'a', 'b\\'", "SELECT 2"]),
        ("SELECT 'a'\n'b\\'; SELECT 2", ["SELECT 'a'\n'b\\'", "SELECT 2"]),
        ("SELECT 1 -- a; b\r; SELECT 2", ["SELECT 1", "SELECT 2"]),
        ("SELECT /* a /* nested; */ ; */ 1; SELECT 2", ["SELECT /* a /* nested; */ ; */ 1", "SELECT 2"]),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3",
            [
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
                "SELECT 3",
            ]
        ),
        (
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN x; END $$; SELECT 1",
            ["CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN x; END $$", "SELECT 1"]
        ),
    ]

    @Test(arguments: postgres)
    func `scripts are split for PostgreSQL`(_ script: String, _ statements: [String]) {
        #expect(SQLScript.statements(of: script, dialect: .postgres) == statements)
    }

    @Test(arguments: [
        ("SELECT E'a'\n 'b\\';c'; SELECT 'x'", ["ab';c", "x"]),
        ("SELECT E'a' -- x;'\n\n'b\\';c'; SELECT 'x'", ["ab';c", "x"]),
        ("SELECT e'a'\r'b'\n'c\\';d'; SELECT 'x'", ["abc';d", "x"]),
        ("SELECT 'a'\n'b\\'; SELECT 'x'", ["ab\\", "x"]),
        ("SELECT 'a' -- b; c\r; SELECT 'x'", ["a", "x"]),
        ("SELECT 'a' /* b /* c; */ d; */; SELECT $t$ ; $$ ; $t$", ["a", " ; $$ ; "]),
    ])
    func `PostgreSQL accepts the statements of a split script`(_ script: String, _ values: [String]) async throws {
        try await TestDriver.postgres.withDatabase { db in
            var found: [String] = []
            for statement in SQLScript.statements(of: script, dialect: .postgres) {
                found += try await db.query(SQL(unescaped: statement)).decode(String.self)
            }
            #expect(found == values)
        }
    }

    @Test(arguments: [
        ("SET standard_conforming_strings = on", false), ("SET standard_conforming_strings TO 'on'", false),
        ("set session standard_conforming_strings = TRUE", false), ("SELECT standard_conforming_strings", false),
        ("SET standard_conforming_strings = off", true), ("SET LOCAL standard_conforming_strings TO off", true),
        ("SET \"standard_conforming_strings\" = 0", true), ("SET standard_conforming_strings TO DEFAULT", true),
        ("SELECT pg_catalog.set_config('standard_conforming_strings', 'off', false)", true),
        ("SELECT set_config('standard_conforming_strings', 'on', false)", false),
        ("ALTER ROLE app SET standard_conforming_strings = off", false),
    ])
    func `statements that disable standard strings are recognized`(_ statement: String, _ expected: Bool) throws {
        #expect(SQLScript.disablesStandardStrings(statement) == expected)
    }

    @Test func `a migration that disables standard strings is rejected`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            let script = Migration("0001", up: "SET standard_conforming_strings = off; SELECT 'a\\'; b'")
            let error = #expect(throws: SQLError.self) { try Migrator(db, [script]) }
            #expect(error?.message.contains("standard_conforming_strings") == true)
        }
    }

    @Test func `standard strings are enabled on a server that disables them`() async throws {
        let server = try await PostgresServer.shared()
        for isTransactional in [true, false] {
            let url = try await server.makeDatabase(parameters: "%20-cstandard_conforming_strings%3Doff")
            let db = try Database(url: url)
            let migration = Migration(
                "0001",
                up: "CREATE TABLE t (a text); INSERT INTO t VALUES ('\\'); INSERT INTO t VALUES (';')",
                transactional: isTransactional
            )
            try await Migrator(db, [migration]).up()
            #expect(try await db.query("SELECT a FROM t ORDER BY a DESC").decode(String.self) == ["\\", ";"])
            await db.close()
        }
    }

    static let sqlite: [(String, [String])] = [
        ("SELECT 1 -- a; b\r; SELECT 2", ["SELECT 1"]),
        ("SELECT [a;b]; SELECT `c;d`", ["SELECT [a;b]", "SELECT `c;d`"]),
        ("SELECT /* a /* ; */ 1; SELECT 2", ["SELECT /* a /* ; */ 1", "SELECT 2"]),
        (
            "CREATE TRIGGER x AFTER INSERT ON t BEGIN UPDATE t SET a = CASE WHEN 1 THEN 2 END; DELETE FROM u; END; SELECT 1",
            [
                "CREATE TRIGGER x AFTER INSERT ON t BEGIN UPDATE t SET a = CASE WHEN 1 THEN 2 END; DELETE FROM u; END",
                "SELECT 1",
            ]
        ),
        (
            "create temp trigger if not exists x after insert on t begin select 1; end; SELECT 1",
            ["create temp trigger if not exists x after insert on t begin select 1; end", "SELECT 1"]
        ),
    ]

    @Test(arguments: sqlite)
    func `scripts are split for SQLite`(_ script: String, _ statements: [String]) {
        #expect(SQLScript.statements(of: script, dialect: .sqlite) == statements)
    }

    @Test(arguments: [
        ("COMMIT", true), ("/* x */ begin", true), ("  rollback to x", true), ("SELECT 1", false),
        ("PREPARE -- x\n TRANSACTION 'x'", true), ("PREPARE one AS SELECT 1", false), ("PREPARE", false),
        ("CREATE TABLE begin_log (id int)", false), ("\"commit\"", false), ("savepoint a", true),
    ])
    func `statements that end transactions are recognized`(_ statement: String, _ expected: Bool) {
        #expect(SQLScript.controlsTransaction(statement, dialect: .postgres) == expected)
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (String(repeating: "a", count: 1000), "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
    ])
    func `checksums are SHA-256`(_ text: String, _ digest: String) {
        #expect(Hexadecimal.text(SHA256.digest(text.utf8)) == digest)
    }

    @Test func `line endings do not change a checksum`() {
        let unix = Migration("1", up: Migration.Script("CREATE TABLE t (\n  id integer\n)"))
        let windows = Migration("1", up: Migration.Script("CREATE TABLE t (\r\n  id integer\r\n)"))
        #expect(unix.checksum(for: .postgres) == windows.checksum(for: .postgres))
    }
}
