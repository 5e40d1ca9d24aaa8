/// A statement or SQL fragment whose values are bound as parameters.
///
/// Write it as a string with interpolations:
///
/// ```swift
/// let active: SQL = "SELECT id FROM users WHERE is_active = \(true)"
/// let page: SQL = "\(active) ORDER BY id LIMIT \(limit)"
/// ```
///
/// `\(value)` becomes a placeholder (`$1` or `?1`), and the value is sent separately. `\(sql)` inserts a fragment with its
/// values. See ``StringInterpolation`` for lists and identifiers.
///
/// A `String` does not convert to `SQL`: use a literal or ``init(unescaped:)``.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// A fragment of a statement.
    package enum Fragment: Sendable {
        case text(String)
        /// A name, quoted when the dialect is known.
        case identifier(String)
        /// A PostgreSQL cast of the preceding value; ignored for SQLite.
        case cast(SQLTypeName)
        /// The contents of `IN ()` for an empty list of this type; `IN ()` itself is not valid SQL.
        case emptyList(SQLType)
        /// Text that differs between the dialects.
        case dialectText(postgres: String, sqlite: String)
        case value(SQLValue)
    }

    package var fragments: [Fragment]

    /// Whether a driver may cache the statement as a prepared statement.
    package var isCacheable = true

    package init(fragments: [Fragment]) {
        self.fragments = fragments
    }

    /// Creates a statement without values from a literal.
    public init(stringLiteral value: String) {
        fragments = [.text(value)]
    }

    /// Creates a statement from a literal with interpolations.
    public init(stringInterpolation: StringInterpolation) {
        fragments = stringInterpolation.fragments
    }

    /// Creates a statement from text at run time, used verbatim.
    ///
    /// The whole text becomes part of the statement. Never build it from untrusted input.
    public init(unescaped text: String) {
        fragments = [.text(text)]
    }

    /// The current time, in the format in which a bound ``SQLTimestamp`` or `Date` is stored.
    ///
    /// In PostgreSQL it is `now()`, the start of the transaction. In SQLite it is text with milliseconds,
    /// `2026-01-02T03:04:05.678000Z`, so that it compares with bound times; SQLite's `CURRENT_TIMESTAMP` is
    /// `2026-01-02 03:04:05`, which sorts before every bound time of the same day. It also works as a column default:
    /// `created_at text NOT NULL DEFAULT \(SQL.now)`.
    public static var now: SQL {
        SQL(fragments: [.dialectText(postgres: "now()", sqlite: "(strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))")])
    }

    /// Whether there is neither text nor a value, for example to omit an empty condition.
    public var isEmpty: Bool {
        fragments.allSatisfy { fragment in
            if case .text(let text) = fragment { text.isEmpty } else { false }
        }
    }

    /// Concatenates two fragments without a separator.
    public static func + (left: SQL, right: SQL) -> SQL {
        SQL(fragments: left.fragments + right.fragments)
    }

    /// Appends a fragment without a separator.
    public static func += (left: inout SQL, right: SQL) {
        left.fragments += right.fragments
    }
}

extension SQL: CustomStringConvertible {
    /// The text in PostgreSQL's syntax with placeholders, or the reason why it is invalid; never a value.
    public var description: String {
        do throws(SQLError) {
            return try SQLStatement(self, for: .postgres).text
        } catch {
            return "SQL(\(error.message))"
        }
    }
}

extension Sequence where Element == SQL {
    /// Concatenates the fragments with a separator: `assignments.joined(separator: ", ")`.
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
