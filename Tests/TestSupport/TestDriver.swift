import Foundation
import Testing

/// The two databases on which tests run.
package enum TestDriver: String, CaseIterable, CustomTestStringConvertible {
    case sqlite
    case postgres

    package var testDescription: String { rawValue }

    /// Returns the URL of an empty database; of SQLite, it is private to one connection.
    package func makeURL() async throws -> String {
        switch self {
        case .sqlite: "sqlite::memory:"
        case .postgres: try await PostgresServer.shared().makeDatabase()
        }
    }

    /// Runs the body with the URL of an empty database that several connections can share.
    package func withURL<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        guard self == .sqlite else { return try await body(makeURL()) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "swiftlet-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body("sqlite:\(folder.path)/test.db")
    }
}
