import Testing

@testable import SwiftletSQL

@Suite struct ConnectionParameterTests {
    @Test(arguments: [
        "", "app.db", "sqlite:", "sqlite://host/app.db", "mysql://h/d", "postgres//x", "sqlite:a\0b",

        "postgres://u:s3cret%@h/d", "postgres://h/d?nonsense=s3cret",
    ])
    func `invalid URLs are rejected without being quoted`(_ url: String) {
        let error = #expect(throws: SQLError.self) { try DatabaseURL(url) }
        #expect(error?.code == .invalidURL)
        #expect(error?.description.contains("s3cret") == false)
        #expect(error?.serverMessage == nil)
    }

    @Test(arguments: ["postgres", "postgresql"])
    func `PostgreSQL URLs are parsed like libpq does`(_ scheme: String) throws {
        let url = "\(scheme)://us%40er:pa%2Fss@db.example.com:6543/app?sslmode=verify-full&connect_timeout=3"
        let parameters = try PostgresParameters(url: url)
        #expect(parameters["user"] == "us@er")
        #expect(parameters["password"] == "pa/ss")
        #expect(parameters["host"] == "db.example.com")
        #expect(parameters["port"] == "6543")
        #expect(parameters["dbname"] == "app")
        #expect(parameters["sslmode"] == "verify-full")
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
    func `SQLSTATEs are mapped to codes`(_ state: String, _ code: SQLError.Code) {
        #expect(SQLError.Code(sqlState: state) == code)
    }

    @Test func `SQLite's constraint messages are parsed`() {
        let pair = SQLiteConstraintMessage("UNIQUE constraint failed: users.first, users.last")
        #expect(pair.table == "users")
        #expect(pair.columns == ["first", "last"])
        #expect(SQLiteConstraintMessage("UNIQUE constraint failed: index 'users_lower'").name == "users_lower")
        #expect(SQLiteConstraintMessage("CHECK constraint failed: age_is_positive").name == "age_is_positive")
        #expect(SQLiteConstraintMessage("FOREIGN KEY constraint failed").table == nil)
        #expect(SQLiteConstraintMessage("disk I/O error").table == nil)
    }
}
