/// A value that can be bound to a statement, usually created by an ``SQLEncodable`` type.
public struct SQLValue: Sendable {
    package enum Storage: Sendable {
        case null
        case boolean(Bool)
        case integer(Int64)
        case real(Double)
        case text(String)
        case bytes([UInt8])
        case timestamp(SQLTimestamp)
        case array([SQLValue])
        case invalid(reason: String)
    }

    package let storage: Storage

    /// The type that is sent to PostgreSQL with the value.
    public let type: SQLType

    package init(_ storage: Storage, type: SQLType) {
        self.storage = storage
        self.type = type
    }

    /// Creates NULL.
    ///
    /// Specify a type if PostgreSQL cannot infer it from the context, as in `$1 IS NULL`.
    public static func null(_ type: SQLType = .unspecified) -> SQLValue {
        SQLValue(.null, type: type)
    }

    /// Creates a Boolean; 0 or 1 in SQLite.
    public static func boolean(_ value: Bool) -> SQLValue {
        SQLValue(.boolean(value), type: .boolean)
    }

    /// Creates an integer.
    public static func integer(_ value: Int64, type: SQLType = .int64) -> SQLValue {
        SQLValue(.integer(value), type: type)
    }

    /// Creates a floating-point number.
    ///
    /// NaN is rejected for SQLite, which would store NULL.
    public static func real(_ value: Double, type: SQLType = .double) -> SQLValue {
        SQLValue(.real(value), type: type)
    }

    /// Creates text, or a value of any PostgreSQL type in its text format: an enumeration, an interval, a network address.
    public static func text(_ value: String, type: SQLType = .unspecified) -> SQLValue {
        SQLValue(.text(value), type: type)
    }

    /// Creates binary data.
    public static func bytes(_ value: [UInt8]) -> SQLValue {
        SQLValue(.bytes(value), type: .bytes)
    }

    /// Creates a timestamp.
    public static func timestamp(_ value: SQLTimestamp) -> SQLValue {
        SQLValue(.timestamp(value), type: .timestamp)
    }

    /// Creates a PostgreSQL array.
    ///
    /// It is rejected for SQLite.
    public static func array(_ elements: [SQLValue], of element: SQLType) -> SQLValue {
        SQLValue(.array(elements), type: element.array)
    }

    /// Creates a value that cannot be stored, so that the statement is rejected before it is sent.
    ///
    /// - Parameter reason: A full sentence that does not quote the value.
    /// - Returns: The invalid value.
    public static func invalid(_ reason: String) -> SQLValue {
        SQLValue(.invalid(reason: reason), type: .unspecified)
    }

    /// Rejects a value that the database would reject, or would change without an error.
    package func check(for dialect: SQLDialect) throws(SQLError) {
        switch storage {
        case .text(let text):
            guard !text.containsNUL else {
                throw SQLError(.invalidText, "A text value contains a NUL character, which a database cannot store.")
            }
            try Self.checkLength(text.utf8.count)
        case .real(let number):
            guard dialect == .postgres || !number.isNaN else {
                throw SQLError(.invalidValue, "SQLite cannot store NaN.")
            }
        case .array(let elements):
            guard dialect == .postgres else {
                throw SQLError(.unsupported, "SQLite has no arrays: store JSON, or separate rows.")
            }
            for element in elements {
                try element.check(for: dialect)
            }
        case .invalid(let reason):
            throw SQLError(.invalidValue, reason)
        case .bytes(let bytes):
            try Self.checkLength(bytes.count)
        case .null, .boolean, .integer, .timestamp:
            break
        }
    }

    /// Checks PostgreSQL's limit of 1 GB per field.
    ///
    /// SQLite's is slightly lower, and SQLite reports it.
    private static func checkLength(_ count: Int) throws(SQLError) {
        guard count < 1 << 30 else {
            throw SQLError(
                .invalidValue,
                "A value is \(count) bytes long; a database stores less than 1 GB in a field."
            )
        }
    }

    /// The value in PostgreSQL's text format, or `nil` for NULL.
    ///
    /// Bytes have the format of `bytea`, as inside an array.
    package var postgresText: String? {
        switch storage {
        case .null, .invalid: nil
        case .boolean(let value): value ? "t" : "f"
        case .integer(let value): value.description
        case .real(let value): value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : value.description
        case .text(let value): value
        case .bytes(let value): "\\x" + Hexadecimal.text(value)
        case .timestamp(let value): value.postgresText
        case .array(let elements): PostgresArrayText.text(elements.map(\.postgresText))
        }
    }
}

extension SQLValue: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The type, never the value.
    public var description: String { "SQLValue(\(type))" }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A mirror without children, so that `dump` and reflection do not reveal the value.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
