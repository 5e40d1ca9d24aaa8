import Testing

@testable import SwiftletSQL

@Suite struct ConnectionParameterTests {
    @Test(arguments: [
        "", "app.db", "sqlite:", "sqlite://host/app.db", "mysql://h/d", "postgres//x", "sqlite:a\0b",

        "postgres://u:s3cret%@h/d", "postgres://h/d?nonsense=s3cret",
    ])
    func `other URLs are refused without being quoted`(_ url: String) {
        let error = #expect(throws: SQLError.self) { try DatabaseURL(url) }
        #expect(error?.code == .invalidURL)
        #expect(error?.description.contains("s3cret") == false)
        #expect(error?.serverMessage == nil)
    }

    @Test(arguments: ["postgres", "postgresql"])
    func `PostgreSQL URLs are read as libpq does`(_ scheme: String) throws {
        let url = "\(scheme)://us%40er:pa%2Fss@db.example.com:6543/app?sslmode=verify-full&connect_timeout=3"
        let parameters = try PostgresParameters(url: url)
        #expect(parameters["user"] == "us@er")
        #expect(parameters["password"] == "pa/ss")
        #expect(parameters["host"] == "db.example.com")
        #expect(parameters["port"] == "6543")
        #expect(parameters["dbname"] == "app")
        #expect(parameters["sslmode"] == "verify-full")
    }

    @Test func `a certificate check finds the authorities of the system`() throws {
        let candidates = PostgresParameters.certificateFiles
        for file in candidates {
            var parameters = try PostgresParameters(url: "postgres://h/d?sslmode=verify-full")
            parameters.addDefaults(environment: [:]) { $0 == file }
            #expect(parameters["sslrootcert"] == file)
        }
        var own = try PostgresParameters(url: "postgres://h/d?sslmode=verify-full&sslrootcert=/my/ca.pem")
        own.addDefaults(environment: [:]) { _ in true }
        #expect(own["sslrootcert"] == "/my/ca.pem")
        var plain = try PostgresParameters(url: "postgres://h/d")
        plain.addDefaults(environment: [:]) { _ in true }
        #expect(plain["sslrootcert"] == nil)
        var fromEnvironment = try PostgresParameters(url: "postgres://h/d")
        fromEnvironment.addDefaults(environment: ["PGSSLMODE": "verify-ca"]) { _ in true }
        #expect(fromEnvironment["sslrootcert"] == candidates[0])
        var named = try PostgresParameters(url: "postgres://h/d?sslmode=verify-ca")
        named.addDefaults(environment: ["PGSSLROOTCERT": "/x"]) { _ in true }
        #expect(named["sslrootcert"] == nil)
    }

    @Test func `each host gets its addresses beside its name`() throws {
        var parameters = try PostgresParameters(url: "postgres://a.example:1,10.0.0.1:2,b.example:3/d")
        let hosts = try #require(PostgresHosts(parameters))
        #expect(hosts.names == ["a.example", "b.example"])
        hosts.apply(["a.example": ["192.0.2.1", "2001:db8::1"]], to: &parameters)
        #expect(parameters["host"] == "a.example,a.example,10.0.0.1,b.example")
        #expect(parameters["hostaddr"] == "192.0.2.1,2001:db8::1,,")
        #expect(parameters["port"] == "1,1,2,3")
        #expect(PostgresHosts(try PostgresParameters(url: "postgres:///d")) == nil)
        let socket = try #require(PostgresHosts(try PostgresParameters(url: "postgres:///d?host=/tmp")))
        #expect(socket.names.isEmpty)
    }

    @Test(arguments: [
        ("23505", SQLError.Code.uniqueViolation), ("23503", .foreignKeyViolation), ("23502", .notNullViolation),
        ("23514", .checkViolation), ("40001", .serializationFailure), ("40P01", .deadlock), ("55P03", .busy),
        ("57014", .cancelledByServer), ("57P01", .connectionLost), ("08006", .connectionLost), ("22P02", .invalidValue),
        ("42601", .invalidStatement), ("42501", .insufficientPrivilege), ("53100", .diskFull),
        ("53300", .insufficientResources), ("28P01", .authenticationFailed), ("25006", .readOnly),
        ("XX000", .storageFailure),
        ("", .other), ("99999", .other),
    ])
    func `SQLSTATEs have codes`(_ state: String, _ code: SQLError.Code) {
        #expect(SQLError.Code(sqlState: state) == code)
    }

    @Test func `SQLite's messages name what was violated`() {
        let pair = SQLiteConstraintMessage("UNIQUE constraint failed: users.first, users.last")
        #expect(pair.table == "users")
        #expect(pair.columns == ["first", "last"])
        #expect(SQLiteConstraintMessage("UNIQUE constraint failed: index 'users_lower'").name == "users_lower")
        #expect(SQLiteConstraintMessage("CHECK constraint failed: age_is_positive").name == "age_is_positive")
        #expect(SQLiteConstraintMessage("FOREIGN KEY constraint failed").table == nil)
        #expect(SQLiteConstraintMessage("disk I/O error").table == nil)
    }
}
