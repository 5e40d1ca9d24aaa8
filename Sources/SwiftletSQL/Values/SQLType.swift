/// The type of a parameter or a column.
///
/// SQLite has a type per value, not per column, so its columns report ``unspecified``.
public struct SQLType: Hashable, Sendable {
    /// PostgreSQL's object identifier (OID) of the type; 0 for ``unspecified``.
    public let oid: UInt32

    /// Creates a type with an OID assigned by the server, such as an enumeration's or an extension's.
    public init(oid: UInt32) {
        self.oid = oid
    }

    /// No type: the database infers it from the context of the parameter.
    public static let unspecified = SQLType(oid: 0)
    /// `boolean`.
    public static let boolean = SQLType(oid: 16)
    /// `bytea` or a blob.
    public static let bytes = SQLType(oid: 17)
    /// `smallint`, 16 bits.
    public static let int16 = SQLType(oid: 21)
    /// `integer`, 32 bits.
    public static let int32 = SQLType(oid: 23)
    /// `bigint`, 64 bits.
    public static let int64 = SQLType(oid: 20)
    /// `oid`, 32 bits, unsigned.
    public static let objectIdentifier = SQLType(oid: 26)
    /// `real`, 32 bits.
    public static let float = SQLType(oid: 700)
    /// `double precision`, 64 bits.
    public static let double = SQLType(oid: 701)
    /// `numeric`, arbitrary precision.
    public static let numeric = SQLType(oid: 1700)
    /// `text`.
    public static let text = SQLType(oid: 25)
    /// `uuid`.
    public static let uuid = SQLType(oid: 2950)
    /// `date`.
    public static let date = SQLType(oid: 1082)
    /// `timestamp without time zone`.
    public static let timestampWithoutTimeZone = SQLType(oid: 1114)
    /// `timestamp with time zone`.
    public static let timestamp = SQLType(oid: 1184)
    /// `interval`: months, days and microseconds.
    public static let interval = SQLType(oid: 1186)
    /// `json`, stored as text.
    public static let json = SQLType(oid: 114)
    /// `jsonb`, stored in a binary format.
    public static let jsonb = SQLType(oid: 3802)

    /// The array type of this type; ``unspecified`` if unknown, so that the server infers it.
    package var array: SQLType {
        switch self {
        case .boolean: SQLType(oid: 1000)
        case .bytes: SQLType(oid: 1001)
        case .int16: SQLType(oid: 1005)
        case .int32: SQLType(oid: 1007)
        case .int64: SQLType(oid: 1016)
        case .float: SQLType(oid: 1021)
        case .double: SQLType(oid: 1022)
        case .numeric: SQLType(oid: 1231)
        case .text: SQLType(oid: 1009)
        case .uuid: SQLType(oid: 2951)
        case .date: SQLType(oid: 1182)
        case .timestampWithoutTimeZone: SQLType(oid: 1115)
        case .timestamp: SQLType(oid: 1185)
        case .json: SQLType(oid: 199)
        case .jsonb: SQLType(oid: 3807)
        case .interval: SQLType(oid: 1187)
        default: .unspecified
        }
    }

    /// The element type of this array type, if it is one of those above; otherwise `text`.
    package var element: SQLType {
        switch oid {
        case 1000: .boolean
        case 1001: .bytes
        case 1005: .int16
        case 1007: .int32
        case 1016: .int64
        case 1021: .float
        case 1022: .double
        case 1231: .numeric
        case 2951: .uuid
        case 1182: .date
        case 1115: .timestampWithoutTimeZone
        case 1185: .timestamp
        case 199: .json
        case 3807: .jsonb
        case 1187: .interval
        default: .text
        }
    }

    /// The type name in `CAST`, which both databases accept.
    ///
    /// SQLite derives only a type affinity from it.
    package var castName: String {
        switch self {
        case .boolean: "boolean"
        case .bytes: "bytea"
        case .int16: "smallint"
        case .int32: "integer"
        case .int64: "bigint"
        case .float: "real"
        case .double: "double precision"
        case .numeric: "numeric"
        case .uuid: "uuid"
        case .date: "date"
        case .timestampWithoutTimeZone: "timestamp"
        case .timestamp: "timestamptz"
        case .json: "json"
        case .jsonb: "jsonb"
        case .interval: "interval"
        default: "text"
        }
    }

    /// Whether the type is an integer type.
    package var isInteger: Bool {
        self == .int16 || self == .int32 || self == .int64 || self == .objectIdentifier
    }
}

extension SQLType: CustomStringConvertible {
    /// The PostgreSQL name of the type, or its OID.
    public var description: String {
        switch self {
        case .unspecified: "unspecified"
        case .text: "text"
        case .objectIdentifier: "oid"
        default: castName == "text" ? "type \(oid)" : castName
        }
    }
}
