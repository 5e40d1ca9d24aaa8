import SwiftletSQL
import SwiftletValues
import TestSupport
import Testing

/// The types of fields in requests are types of columns too.
@Suite(.timeLimit(.minutes(2))) struct FieldValueTests {
    /// A row with properties of these types.
    private struct Contact: Decodable, Equatable {
        let email: EmailAddress
        let site: WebURL?
        let born: CalendarDate
        let wakes: TimeOfDay
        let address: IPAddress
        let network: IPv6Network
        let pause: Duration
        let port: UInt16
    }

    @Test(arguments: TestDriver.allCases)
    func `email addresses and URLs are stored as text`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let emails = try ["ada@example.com", "Jörg@bücher.example"].map { try #require(EmailAddress($0)) }
            try await expectRoundTrip(emails, column: "text", on: db)
            let urls = try ["https://example.com/a?b=%20#c", "mailto:ada@example.com"].map { try #require(WebURL($0)) }
            try await expectRoundTrip(urls, column: "text", on: db)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `dates and times of day keep every digit`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let dates = try ["0001-01-01", "1969-12-31", "2024-02-29", "9999-12-31"]
                .map {
                    try #require(CalendarDate($0))
                }
            try await expectRoundTrip(dates, column: "date", on: db)
            let times = try ["00:00:00", "03:04:05.678901", "23:59:59.999999"].map { try #require(TimeOfDay($0)) }
            try await expectRoundTrip(times, column: "time", on: db)
            let offsets = try ["03:04:05Z", "03:04:05.5+01:00", "03:04:05-05:30"].map { try #require(TimeOfDay($0)) }
            try await expectRoundTrip(offsets, column: driver == .postgres ? "timetz" : "text", on: db)
        }
    }

    /// In a database of its own for each column type, because a prepared statement keeps the types of its parameters.
    @Test(arguments: TestDriver.allCases)
    func `network addresses fit text and network columns`(_ driver: TestDriver) async throws {
        for column in driver == .postgres ? ["text", "inet"] : ["text"] {
            try await driver.withDatabase { db in
                let four = try #require(IPv4Address("192.0.2.1"))
                let six = try #require(IPv6Address("2001:db8::1"))
                try await expectRoundTrip([IPAddress.v4(four), .v6(six)], column: SQL(unescaped: column), on: db)
                try await expectRoundTrip([four], column: SQL(unescaped: column), on: db)
                try await expectRoundTrip([six], column: SQL(unescaped: column), on: db)
            }
        }
        for column in driver == .postgres ? ["text", "cidr"] : ["text"] {
            try await driver.withDatabase { db in
                let four = try #require(IPv4Network("192.0.2.0/24"))
                let six = try #require(IPv6Network("2001:db8::/32"))
                try await expectRoundTrip([four], column: SQL(unescaped: column), on: db)
                try await expectRoundTrip([six], column: SQL(unescaped: column), on: db)
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `durations are intervals, and all integers are numbers`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let durations: [Duration] = [.zero, .seconds(90), .microseconds(-1), .seconds(100_000)]
            try await expectRoundTrip(durations, column: driver == .postgres ? "interval" : "text", on: db)
            try await expectRoundTrip([UInt8.min, .max], column: "smallint", on: db)
            try await expectRoundTrip([Int8.min, .max], column: "smallint", on: db)
            try await expectRoundTrip([UInt16.min, .max], column: "integer", on: db)
            try await expectRoundTrip([UInt32.min, .max], column: "bigint", on: db)
            try await expectRoundTrip([UInt.min, UInt(Int64.max)], column: "bigint", on: db)
            try await expectRoundTrip([UInt64.min, UInt64(Int64.max)], column: "bigint", on: db)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `they are properties of rows`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let contact = Contact(
                email: try #require(EmailAddress("ada@example.com")),
                site: nil,
                born: try #require(CalendarDate("1815-12-10")),
                wakes: try #require(TimeOfDay("06:30")),
                address: try #require(IPAddress("192.0.2.1")),
                network: try #require(IPv6Network("2001:db8::/32")),
                pause: .seconds(1.5),
                port: 65_535
            )
            let rows = try await db.query(
                """
                SELECT CAST(\(contact.email) AS text) AS email, CAST(\(contact.site) AS text) AS site,
                    \(contact.born) AS born, CAST(\(contact.wakes) AS text) AS wakes, CAST(\(contact.address) AS text) AS address,
                    CAST(\(contact.network) AS text) AS network, \(contact.pause) AS pause,
                    CAST(\(contact.port) AS integer) AS port
                """
            )
            #expect(try rows.decode(Contact.self) == [contact])
        }
    }

    @Test func `arrays of them are PostgreSQL arrays`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            let dates = [try #require(CalendarDate("2024-02-29"))]
            let emails = [try #require(EmailAddress("ada@example.com"))]
            let times = [try #require(TimeOfDay("03:04:05"))]
            let row = try #require(
                try await db.query(
                    "SELECT \(dates) AS dates, \(emails, as: "text[]") AS emails, \(times, as: "time[]") AS times"
                )
                .first
            )
            #expect(try row["dates", as: [CalendarDate].self] == dates)
            #expect(try row["emails", as: [EmailAddress].self] == emails)
            #expect(try row["times", as: [TimeOfDay].self] == times)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `values that cannot be stored or represented are errors`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let rejected = await #expect(throws: SQLError.self) { try await db.query("SELECT \(UInt64.max) AS n") }
            #expect(rejected?.code == .invalidValue)
            let tooFine = await #expect(throws: SQLError.self) {
                try await db.query("SELECT \(Duration.nanoseconds(1)) AS d")
            }
            #expect(tooFine?.code == .invalidValue)
            let row = try #require(try await db.query("SELECT 'no at-sign' AS email, '24:00:00' AS t").first)
            let wrong = #expect(throws: SQLError.self) { try row["email", as: EmailAddress.self] }
            #expect(wrong?.message == "Column \"email\" contains text that is not a valid EmailAddress.")
            let late = #expect(throws: SQLError.self) { try row["t", as: TimeOfDay.self] }
            #expect(late?.message == "Column \"t\" contains text that is not a time of day.")
        }
        try await TestDriver.postgres.withDatabase { db in
            let row = try #require(try await db.query("SELECT CAST('infinity' AS date) AS d").first)
            let infinite = #expect(throws: SQLError.self) { try row["d", as: CalendarDate.self] }
            #expect(infinite?.code == .decodingFailed)
        }
    }
}
