import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

/// Rows as `Decodable` models, and results with one row.
@Suite(.timeLimit(.minutes(2))) struct RowModelTests {
    struct Profile: Decodable, Equatable {
        var userID: Int
        var avatarURL: String?
        var HTTPStatus: Int
        var parsedURLString: String
        var address2: String?
        var isActive: Bool
    }

    @Test(arguments: TestDriver.allCases)
    func `consecutive capitals are one word`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let row =
                try await db.query(
                    """
                    SELECT 7 AS user_id, 'a.png' AS avatar_url, 404 AS http_status, '/x' AS parsed_url_string,
                    'left' AS address_2, \(true) AS is_active
                    """
                )
                .one()
            let profile = try row.decode(Profile.self)
            #expect(
                profile
                    == Profile(
                        userID: 7,
                        avatarURL: "a.png",
                        HTTPStatus: 404,
                        parsedURLString: "/x",
                        address2: "left",
                        isActive: true
                    )
            )
        }
    }

    struct Avatar: Decodable, Equatable {
        var avatarURL: String?
    }

    @Test(arguments: TestDriver.allCases)
    func `a property that matches two columns throws`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let letters = try await db.query("SELECT 'x' AS avatar_u_r_l").one()
            #expect(try letters.decode(Avatar.self) == Avatar(avatarURL: "x"))
            let both = try await db.query("SELECT 'x' AS avatar_u_r_l, 'y' AS avatar_url").one()
            let error = #expect(throws: SQLError.self) { try both.decode(Avatar.self) }
            #expect(error?.code == .decodingFailed)
            let exact = try await db.query("SELECT 'x' AS avatar_url, 'y' AS \"avatarURL\"").one()
            #expect(try exact.decode(Avatar.self) == Avatar(avatarURL: "y"))
            let joined = try await db.query("SELECT 'x' AS avatar_url, 'y' AS avatar_url").one()
            #expect(try joined.decode(Avatar.self) == Avatar(avatarURL: "x"))
        }
    }

    struct Sparse: Decodable, Equatable {
        var id: Int
        var name: String?
        var count: Int8?
        var seen: Date?
        var isOn: Bool?
    }

    @Test(arguments: TestDriver.allCases)
    func `an optional property without a column throws by default`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let full = try await db.query("SELECT 1 AS id, NULL AS name, NULL AS count, NULL AS seen, NULL AS is_on")
                .one()
            let expected = Sparse(id: 1, name: nil, count: nil, seen: nil, isOn: nil)
            #expect(try full.decode(Sparse.self) == expected)
            let columns = ["name", "count", "seen", "is_on"]
            for missing in columns {
                let rest = columns.filter { $0 != missing }.map { SQL("NULL AS \(identifier: $0)") }
                let rows = try await db.query("SELECT 1 AS id, \(rest.joined(separator: ", "))")
                let error = #expect(throws: SQLError.self) { try rows.one().decode(Sparse.self) }
                #expect(error?.code == .missingColumn)
                #expect(try rows.decode(Sparse.self, missingColumns: .asNil) == [expected])
            }
            let none = try await db.query("SELECT 'x' AS name").one()
            let required = #expect(throws: SQLError.self) { try none.decode(Sparse.self, missingColumns: .asNil) }
            #expect(required?.code == .missingColumn)
            #expect(required?.column == "id")
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `one returns exactly one row`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let none = try await db.query("SELECT 1 AS n WHERE 1 = 0")
            let one = try await db.query("SELECT 1 AS n")
            let two = try await db.query("SELECT 1 AS n UNION ALL SELECT 2")
            #expect(try one.one()["n", as: Int.self] == 1)
            #expect(try one.oneOrNil()?["n", as: Int.self] == 1)
            #expect(try one.scalar(Int.self) == 1)
            let number: Int = try one.scalar()
            #expect(number == 1)
            #expect(try none.oneOrNil().map(\.count) == nil)
            #expect(#expect(throws: SQLError.self) { try none.one() }?.code == .noRows)
            #expect(#expect(throws: SQLError.self) { try none.scalar(Int.self) }?.code == .noRows)
            #expect(#expect(throws: SQLError.self) { try two.one() }?.code == .tooManyRows)
            #expect(#expect(throws: SQLError.self) { try two.oneOrNil() }?.code == .tooManyRows)
            #expect(#expect(throws: SQLError.self) { try two.scalar(Int.self) }?.code == .tooManyRows)
            let null = try await db.query("SELECT NULL AS n")
            #expect(try null.scalar(Int?.self) == nil)
            #expect(#expect(throws: SQLError.self) { try null.scalar(Int.self) }?.code == .decodingFailed)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `the current time compares with bound timestamps`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let column: SQL = driver == .postgres ? "timestamptz" : "text"
            try await db.execute("CREATE TABLE t (id integer, at \(column) NOT NULL DEFAULT \(SQL.now))")
            let before = Date(timeIntervalSinceNow: -3600)
            let after = Date(timeIntervalSinceNow: 3600)
            try await db.execute("INSERT INTO t (id) VALUES (1)")
            try await db.execute("INSERT INTO t VALUES (2, \(SQL.now))")
            try await db.execute("INSERT INTO t VALUES (3, \(before)), (4, \(after))")
            let order = try await db.query("SELECT id FROM t ORDER BY at, id").decode(Int.self)
            #expect(order == [3, 1, 2, 4])
            let recent = try await db.query("SELECT at FROM t WHERE at > \(before) AND at < \(after)").decode(Date.self)
            #expect(recent.count == 2)
            #expect(recent.allSatisfy { abs($0.timeIntervalSinceNow) < 3000 })
        }
    }
}
