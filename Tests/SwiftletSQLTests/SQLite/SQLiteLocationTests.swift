import Testing

@testable import SwiftletSQL

@Suite struct SQLiteLocationTests {
    private static func location(_ path: String, _ change: (inout SQLiteLocation) -> Void = { _ in }) -> SQLiteLocation
    {
        var location = SQLiteLocation(path: path)
        change(&location)
        return location
    }

    static let valid: [(String, SQLiteLocation)] = [
        ("sqlite:app.db", location("app.db")),
        ("sqlite:/var/app.db", location("/var/app.db")),
        ("sqlite:///var/app.db", location("/var/app.db")),
        ("sqlite::memory:", location(":memory:")),
        ("sqlite:?mode=memory", location(":memory:")),
        ("sqlite:named?mode=memory", location(":memory:")),
        ("sqlite:a%20b%3F%25.db", location("a b?%.db")),
        ("sqlite:a b.db", location("a b.db")),
        ("sqlite:%C3%A4.db", location("ä.db")),
        ("sqlite:app.db?", location("app.db")),
        ("sqlite:app.db?mode=ro", location("app.db") { $0.mode = .readOnly }),
        ("sqlite:app.db?mode=rw", location("app.db") { $0.mode = .readWrite }),
        ("sqlite:app.db?mode=rwc", location("app.db")),
        ("sqlite:app.db?immutable=1", location("app.db") { $0.isImmutable = true }),
        ("sqlite:app.db?immutable=0", location("app.db")),
        ("sqlite:app.db?journal_mode=wal", location("app.db") { $0.journalMode = .wal }),
        (
            "sqlite:app.db?mode=rw&journal_mode=delete",
            location("app.db") {
                $0.mode = .readWrite
                $0.journalMode = .delete
            }
        ),
    ]

    @Test(arguments: valid)
    func `a URL is parsed`(_ url: String, _ location: SQLiteLocation) throws {
        #expect(try DatabaseURL(url) == .sqlite(location))
    }

    @Test(arguments: [
        ("sqlite:", "no path"), ("sqlite:?mode=ro", "no path"), ("sqlite://host/app.db", "no host"),
        ("sqlite:app.db?cache=shared", "parameter, cache"), ("sqlite:app.db?Mode=ro", "parameter, Mode"),
        ("sqlite:app.db?mode=secret", "one of ro, rw, rwc, memory"), ("sqlite:app.db?mode", "one of ro"),
        ("sqlite:app.db?immutable=yes", "one of 0, 1"), ("sqlite:app.db?journal_mode=off", "one of wal, delete"),
        ("sqlite:app.db?mode=ro&mode=rw", "mode twice"), ("sqlite:app.db?mode=ro&journal_mode=wal", "writable file"),
        ("sqlite::memory:?immutable=1", "cannot be combined"), ("sqlite::memory:?journal_mode=delete", "writable file"),
        ("sqlite:a%2", "percent sign"), ("sqlite:a%zz", "percent sign"), ("sqlite:a%00", "percent sign"),
        ("sqlite:a%+1", "percent sign"), ("sqlite:a%FF", "UTF-8"),
    ])
    func `an invalid URL is rejected without its values`(_ url: String, _ reason: String) {
        let error = #expect(throws: SQLError.self) { try DatabaseURL(url) }
        #expect(error?.code == .invalidURL)
        #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
        #expect(error?.description.contains("secret") == false)
    }

    @Test(
        arguments: [
            (0x6969, "NFS"), (0xFF53_4D42, "SMB"), (0xFE53_4D42, "SMB"), (0x517B, "SMB"), (0x00C3_6400, "Ceph"),
            (0xEF53, nil), (0x794C_7630, nil), (0x0102_1994, nil), (0x5846_5342, nil), (0x6573_5546, nil),
        ] as [(UInt32, String?)]
    )
    func `network file systems are recognized by their magic number`(_ number: UInt32, _ name: String?) {
        #expect(SQLiteFileSystem.networkName(number) == name)
    }
}
