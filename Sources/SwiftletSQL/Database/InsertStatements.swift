/// Builds `INSERT` statements from rows, each within the limits of the database.
struct InsertStatements {
    private let target: SQLInsertTarget
    private let suffix: SQL
    private let rowLimit: Int
    private var pending: [any SQLEncodable]?
    private var rowCount = 0

    /// Whether the last row has been read; set after the first statement.
    private(set) var isAtEnd = false

    /// The estimated size in bytes after which no further row is added to a statement.
    ///
    /// It is far below the limits of the databases, to bound memory use.
    private static let sizeLimit = 4 << 20

    init(_ target: SQLInsertTarget, suffix: SQL, dialect: SQLDialect) {
        self.target = target
        self.suffix = suffix
        rowLimit = max(1, (dialect.parameterLimit - suffix.valueCount) / max(1, target.columns.count))
    }

    /// Returns the next statement, or `nil` if no rows are left.
    mutating func next(_ nextRow: () async throws -> [any SQLEncodable]?) async throws -> SQL? {
        guard !isAtEnd else { return nil }
        var statement: SQL = "INSERT INTO \(target.sql) VALUES "
        var (rows, size) = (0, 0)
        while let row = try await read(nextRow) {
            guard rows < rowLimit, size < Self.sizeLimit else {
                pending = row
                break
            }
            rowCount += 1
            try target.check(row, number: rowCount)
            statement.fragments.append(.text(rows == 0 ? "(" : ", ("))
            for (index, value) in row.enumerated() {
                if index > 0 { statement.fragments.append(.text(", ")) }
                let value = value.sqlValue
                size += value.estimatedSize
                statement.fragments.append(.value(value))
            }
            statement.fragments.append(.text(")"))
            rows += 1
        }
        guard rows > 0 else { return nil }
        statement += " " + suffix
        // It is large, and its text depends on the number of rows.
        statement.isCacheable = false
        return statement
    }

    private mutating func read(_ nextRow: () async throws -> [any SQLEncodable]?) async throws -> [any SQLEncodable]? {
        if let row = pending {
            pending = nil
            return row
        }
        let row = try await nextRow()
        isAtEnd = row == nil
        return row
    }
}

extension SQL {
    fileprivate var valueCount: Int {
        fragments.count { fragment in
            if case .value = fragment { true } else { false }
        }
    }
}

extension SQLValue {
    /// The approximate size in bytes of the value in a statement.
    var estimatedSize: Int {
        switch storage {
        case .text(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        case .array(let elements): elements.reduce(0) { $0 + $1.estimatedSize + 3 }
        case .null, .boolean, .integer, .real, .timestamp, .invalid: 8
        }
    }
}
