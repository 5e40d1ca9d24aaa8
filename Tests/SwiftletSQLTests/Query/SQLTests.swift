import Testing

@testable import SwiftletSQL

@Suite struct SQLTests {
    private func text(_ sql: SQL, _ dialect: SQLDialect = .postgres) throws -> String {
        try SQLStatement(sql, for: dialect).text
    }

    @Test func `placeholders depend on the dialect`() throws {
        let sql: SQL = "SELECT \(1), \("a"), \(true)"
        #expect(try text(sql) == "SELECT $1, $2, $3")
        #expect(try text(sql, .sqlite) == "SELECT ?1, ?2, ?3")
    }

    @Test func `fragments keep their values in order`() throws {
        let inner: SQL = "b = \(2)"
        let outer: SQL = "a = \(1) AND \(inner) AND c = \(3)"
        let statement = try SQLStatement(outer, for: .postgres)
        #expect(statement.text == "a = $1 AND b = $2 AND c = $3")
        #expect(statement.values.map(\.postgresText) == ["1", "2", "3"])
        let joined = ([inner, inner] as [SQL]).joined(separator: " OR ")
        #expect(try text(joined) == "b = $1 OR b = $2")
        #expect(try text(inner + " OR " + inner) == "b = $1 OR b = $2")
        let nothing: SQL = ""
        #expect(nothing.isEmpty)
        #expect(!inner.isEmpty)
    }

    @Test func `lists add parentheses unless there are some`() throws {
        #expect(try text("a IN \(list: [1, 2])") == "a IN ($1, $2)")
        #expect(try text("a IN (\(list: [1, 2]))") == "a IN ($1, $2)")
        #expect(try text("a IN ( \(list: [1, 2]))") == "a IN ( $1, $2)")
        #expect(try text("a IN \(list: [Int]())") == "a IN (SELECT CAST(NULL AS bigint) WHERE 1 = 0)")
    }

    @Test func `a nil value keeps its type`() throws {
        let value: Int? = nil
        let statement = try SQLStatement("\(value) \(value ?? 3)", for: .postgres)
        #expect(statement.values.map(\.type) == [.int64, .int64])
        #expect(statement.values.map(\.postgresText) == [nil, "3"])
    }

    @Test(arguments: ["a\0", "\0"])
    func `a NUL is rejected anywhere in a statement`(_ value: String) {
        #expect(throws: SQLError.self) { try SQLStatement("\(value)", for: .sqlite) }
        #expect(throws: SQLError.self) { try SQLStatement("\([value])", for: .postgres) }
        #expect(throws: SQLError.self) { try SQLStatement("\(unescaped: value)", for: .postgres) }
    }

    @Test func `the description of a query contains its text and none of its values`() {
        let sql: SQL = "SELECT \(identifier: "a") FROM t WHERE b = \("s3cret") AND c IN \(list: ["s3cret", "s3cret"])"
        #expect("\(sql)" == "SELECT \"a\" FROM t WHERE b = $1 AND c IN ($2, $3)")
        let invalid: SQL = "SELECT \("s3cret\0")"
        #expect("\(invalid)".contains("NUL"))
        let values: [SQLValue] = [.text("s3cret"), .bytes(Array("s3cret".utf8)), .array([.text("s3cret")], of: .text)]
        for subject in [sql, invalid] as [Any] + values {
            var dumped = ""
            dump(subject, to: &dumped)
            for text in ["\(subject)", String(reflecting: subject), dumped] {
                #expect(!text.contains("s3cret"))
                #expect(!text.contains("115"), "The bytes are printed.")
            }
        }
        #expect("\(SQLValue.integer(42))" == "SQLValue(bigint)")
    }

    @Test func `the least recently used statement is evicted`() {
        var cache = StatementCache<Int>(capacity: 2)
        let keys = ["a", "b", "c"].map { StatementCache<Int>.Key(text: $0, types: []) }
        #expect(cache.insert(1, for: keys[0]) == nil)
        #expect(cache.insert(2, for: keys[1]) == nil)
        #expect(cache.value(for: keys[0]) == 1)
        #expect(cache.insert(3, for: keys[2]) == 2)
        #expect(cache.value(for: keys[1]) == nil)
        #expect(cache.count == 2)
        #expect(cache.value(for: keys[0]) == 1)
        var none = StatementCache<Int>(capacity: 0)
        #expect(none.insert(1, for: keys[0]) == 1)
        #expect(none.count == 0)
    }
}
