/// A type that can be bound to a statement and decoded from a column.
public typealias SQLCodable = SQLEncodable & SQLDecodable
