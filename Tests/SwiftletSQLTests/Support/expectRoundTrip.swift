import SwiftletSQL
import Testing

/// Binds the value and decodes it, directly and through a column of the type.
func expectRoundTrip<Value: SQLCodable & Equatable>(
    _ values: [Value],
    column: SQL,
    on db: Database,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    try await db.execute("DROP TABLE IF EXISTS box")
    try await db.execute("CREATE TABLE box (id \(SQL(unescaped: "integer")), content \(column))")
    for (id, value) in values.enumerated() {
        try await db.execute("INSERT INTO box VALUES (\(id), \(value))")
        let row = try #require(try await db.query("SELECT content FROM box WHERE id = \(id)").first)
        #expect(try row["content", as: Value.self] == value, sourceLocation: sourceLocation)
        let found = try await db.query("SELECT id FROM box WHERE content = \(value) AND id = \(id)")
        #expect(found.count == 1, sourceLocation: sourceLocation)
    }
    try await db.execute("INSERT INTO box VALUES (\(-1), \(Value?.none))")
    let null = try #require(try await db.query("SELECT content FROM box WHERE id = \(-1)").first)
    #expect(try null["content", as: Value?.self] == nil, sourceLocation: sourceLocation)
}
