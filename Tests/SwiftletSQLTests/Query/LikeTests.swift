import TestSupport
import Testing

@testable import SwiftletSQL

/// User input as part of a pattern.
@Suite struct LikeTests {
    static let texts = ["50%", "a_b", "a\\b", "%", "_", "\\", "\\%", "%\u{301}", "é_", "", "'", "plain"]

    @Test(arguments: [
        ("50%", "50\\%"), ("a_b", "a\\_b"), ("\\", "\\\\"), ("%\u{301}_\u{301}", "\\%\u{301}\\_\u{301}"),
        ("plain", "plain"),
        ("", ""),
    ])
    func `pattern characters are escaped by byte`(_ text: String, _ escaped: String) {
        #expect(Array(SQL.escapedForLike(text).utf8) == Array(escaped.utf8))
    }

    @Test(arguments: TestDriver.allCases)
    func `escaped text matches only itself`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            for text in Self.texts {
                let pattern = SQL.escapedForLike(text)
                for other in Self.texts + ["axb", "50x", "x"] {
                    let rows = try await db.query(
                        "SELECT CAST(\(other) AS text) LIKE CAST(\(pattern) AS text) ESCAPE '\\'"
                    )
                    let isMatch = try rows.scalar(Bool.self)
                    #expect(isMatch == (Array(text.utf8) == Array(other.utf8)), "\(other) LIKE \(pattern)")
                }
            }
        }
    }
}
