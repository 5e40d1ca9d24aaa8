/// A statement, or a part of one, in which every value is bound and none is spliced into the text.
///
/// Write it as a string with interpolations:
/// ```swift
/// let active: SQL = "SELECT id FROM users WHERE is_active = \(true)"
/// let page: SQL = "\(active) ORDER BY id LIMIT \(limit)"
/// ```
/// `\(value)` becomes a placeholder of the driver (`$1` or `?1`) and the value travels beside the text. `\(sql)` puts
/// a part into a whole, with its values. See ``StringInterpolation`` for lists and identifiers.
///
/// A `String` is never taken for `SQL`: only a literal is, or what is marked as ``init(unescaped:)``.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// A part of a statement.
    package enum Fragment: Sendable {
        case text(String)
        /// A name, which is quoted when the dialect is known.
        case identifier(String)
        /// Makes PostgreSQL cast what precedes it; SQLite has no such types.
        case cast(SQLTypeName)
        /// The contents of `IN ()` for values of this type, which is not valid SQL as it is.
        case emptyList(SQLType)
        /// Text that differs between the databases.
        case dialectText(postgres: String, sqlite: String)
        case value(SQLValue)
    }

    package var fragments: [Fragment]

    /// Whether a driver may keep the statement prepared.
    package var isCacheable = true

    package init(fragments: [Fragment]) {
        self.fragments = fragments
    }

    /// A statement without values, written as a literal.
    public init(stringLiteral value: String) {
        fragments = [.text(value)]
    }

    /// A statement written as a literal with interpolations.
    public init(stringInterpolation: StringInterpolation) {
        fragments = stringInterpolation.fragments
    }

    /// A statement from text made at run time, taken as it is.
    ///
    /// Whatever the text holds becomes part of the statement. Never build it from what a client sent.
    public init(unescaped text: String) {
        fragments = [.text(text)]
    }

    /// The current time, in the form in which a bound ``SQLTimestamp`` or `Date` is stored.
    ///
    /// In PostgreSQL it is `now()`, the start of the transaction. In SQLite it is text with milliseconds,
    /// `2026-01-02T03:04:05.678000Z`, so that it compares with bound times; `CURRENT_TIMESTAMP` is `2026-01-02 03:04:05`
    /// there, which sorts before every bound time of the same day. It is also a column's default:
    /// `created_at text NOT NULL DEFAULT \(SQL.now)`.
    public static var now: SQL {
        SQL(fragments: [.dialectText(postgres: "now()", sqlite: "(strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))")])
    }

    /// Whether this is no text and no value: useful to leave out an empty condition.
    public var isEmpty: Bool {
        fragments.allSatisfy { fragment in
            if case .text(let text) = fragment { text.isEmpty } else { false }
        }
    }

    /// Both parts, one after the other, with nothing in between.
    public static func + (left: SQL, right: SQL) -> SQL {
        SQL(fragments: left.fragments + right.fragments)
    }

    /// Appends a part, with nothing in between.
    public static func += (left: inout SQL, right: SQL) {
        left.fragments += right.fragments
    }
}

extension SQL: CustomStringConvertible {
    /// The text for PostgreSQL, with placeholders for the values, or why it is not valid.
    ///
    /// Never a value.
    public var description: String {
        do throws(SQLError) {
            return try SQLStatement(self, for: .postgres).text
        } catch {
            return "SQL(\(error.message))"
        }
    }
}

extension Sequence where Element == SQL {
    /// The parts as one, with a separator between each two: `assignments.joined(separator: ", ")`.
    public func joined(separator: SQL) -> SQL {
        var fragments: [SQL.Fragment] = []
        for (index, part) in self.enumerated() {
            if index > 0 {
                fragments += separator.fragments
            }
            fragments += part.fragments
        }
        return SQL(fragments: fragments)
    }
}
