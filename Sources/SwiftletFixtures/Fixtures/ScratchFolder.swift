import FoundationEssentials

/// A temporary folder for a scenario.
package enum ScratchFolder {
    /// Creates a folder and deletes it after `body`.
    ///
    /// - Throws: ``FixtureError`` with `.unreadable` if it cannot be created; the error of `body`.
    package static func with<Value>(_ body: (_ path: String) async throws -> Value) async throws -> Value {
        let url = FileManager.default.temporaryDirectory.appending(path: "replay-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw FixtureError(.unreadable, "Cannot create \(url.path): \(error)")
        }
        // Files that are still open may remain; the system cleans up temporary folders.
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(url.path)
    }

    /// The variables of a scenario in the folder, unless the app has others: `DATABASE_URL`, a new SQLite database.
    package static func defaultEnvironment(_ scratch: String) -> [String: String] {
        ["DATABASE_URL": "sqlite:\(scratch)/replay.sqlite3"]
    }
}
