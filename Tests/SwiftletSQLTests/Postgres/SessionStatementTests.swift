import Testing

@testable import SwiftletSQL

/// The statements that set the parameters of a session.
@Suite struct SessionStatementTests {
    private func statements(_ query: String = "", dateStyle: String? = nil, timeZone: String? = nil) throws -> [String]
    {
        let settings = PostgresSettings(
            parameters: try PostgresParameters(url: "postgres://h/d\(query)"),
            configuration: Database.Configuration(),
            isReplica: false,
            environment: [:]
        )
        return try settings.sessionStatements(dateStyle: dateStyle, timeZone: timeZone)
            .map { try SQLStatement($0, for: .postgres).text }
    }

    private static let dateStyle = "SELECT set_config('DateStyle', 'ISO', false)"
    private static let timeZone = "SELECT set_config('TimeZone', 'UTC', false)"

    @Test(
        arguments: [
            (nil, nil, []), ("ISO, MDY", "UTC", []), ("ISO, DMY", "Etc/UTC", []),
            ("German", "UTC", [dateStyle]), ("ISO, MDY", "Europe/Berlin", [timeZone]),
            ("SQL, DMY", "Asia/Tokyo", [dateStyle, timeZone]),
        ] as [(String?, String?, [String])]
    )
    func `only parameters that differ are set`(style: String?, zone: String?, expected: [String]) throws {
        #expect(try statements(dateStyle: style, timeZone: zone) == expected)
    }

    @Test func `the time zone of the URL is not changed`() throws {
        let url = "?options=-c%20TimeZone%3DAsia/Tokyo"
        #expect(try statements(url, dateStyle: "ISO, MDY", timeZone: "Asia/Tokyo").isEmpty)
    }

    @Test func `nothing is set through a transaction pooler`() throws {
        #expect(try statements("?pooler=transaction", dateStyle: "ISO, MDY", timeZone: "Asia/Tokyo").isEmpty)
        let error = #expect(throws: SQLError.self) { try statements("?pooler=transaction", dateStyle: "German") }
        #expect(error?.code == .connectionFailed)
    }
}
