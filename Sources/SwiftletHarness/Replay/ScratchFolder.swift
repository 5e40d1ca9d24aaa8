import Foundation

/// A temporary folder for a scenario.
enum ScratchFolder {
    /// Creates a folder and deletes it after `body`.
    ///
    /// - Throws: ``HarnessError`` if it cannot be created; the error of `body`.
    static func with<Value>(_ body: (_ path: String) async throws -> Value) async throws -> Value {
        let url = FileManager.default.temporaryDirectory.appending(path: "replay-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw HarnessError(.unavailable, "Cannot create \(url.path): \(error.localizedDescription)")
        }
        // Files that are still open may remain; the system cleans up temporary folders.
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(url.path)
    }
}
