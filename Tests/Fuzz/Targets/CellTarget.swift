import FoundationEssentials
import SwiftletJSON
import SwiftletValues

@testable import SwiftletSQL

extension FuzzTarget {
    /// Column values: for any text and column type a decoder returns a value or an error, and a decoded value round-trips.
    static let cell = FuzzTarget(name: "cell") { bytes in
        guard let first = bytes.first else { return }
        let type = types[Int(first) % types.count]
        let content = bytes.dropFirst()
        for cell in [SQLCell(.text(content), type: type), SQLCell(.blob(content), type: type)] {
            for decodable in decodables {
                guard let value = try? decodable.init(sql: cell) else { continue }
                _ = try? SQLStatement("\(value.sqlValue)", for: .postgres)
                _ = try? SQLStatement("\(value.sqlValue)", for: .sqlite)
            }
        }
        expectRoundTrip(SQLTimestamp(text: content)) { SQLTimestamp(text: Array($0.postgresText.utf8)[...]) }
        expectRoundTrip(SQLDate(text: content)) { date in
            date.sqlValue.postgresText.flatMap { SQLDate(text: Array($0.utf8)[...]) }
        }
        expectRoundTrip(SQLIntervalText.interval(content)) { SQLIntervalText.interval(Array($0.description.utf8)[...]) }
        let elements = PostgresArrayText.elements(content)?.map { $0.map { String(decoding: $0, as: UTF8.self) } }
        expectRoundTrip(elements) { elements in
            PostgresArrayText.elements(Array(PostgresArrayText.text(elements).utf8)[...])?
                .map { $0.map { String(decoding: $0, as: UTF8.self) } }
        }
    }

    private static func expectRoundTrip<Value: Equatable>(_ value: Value?, _ again: (Value) -> Value?) {
        guard let value else { return }
        check(again(value) == value, "the value does not round-trip: \(value)")
    }

    private static let types: [SQLType] = [
        .unspecified, .boolean, .bytes, .int16, .int32, .int64, .objectIdentifier, .float, .double, .numeric, .text,
        .uuid, .date, .timestamp, .timestampWithoutTimeZone, .interval, .json, .jsonb, .int64.array, .numeric.array,
    ]

    private static let decodables: [any SQLCodable.Type] = [
        Bool.self, Int.self, Int64.self, Int32.self, Int16.self, Double.self, Float.self, String.self, Decimal.self,
        UUID.self, Date.self, SQLDate.self, SQLTimestamp.self, SQLInterval.self, JSON.self, [UInt8].self, [Int].self,
        [String?].self, [Decimal].self, UInt16.self, UInt64.self, CalendarDate.self, TimeOfDay.self, Duration.self,
        EmailAddress.self, WebURL.self, IPAddress.self, IPv6Network.self,
    ]
}
