@testable import SwiftletSQL

/// The error of the database with which a body ends, nil when it ends with none or with another one.
///
/// Unlike `#expect(throws:)` it may contain expectations of its own.
func sqlError(of body: () async throws -> Void) async -> SQLError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? SQLError
    }
}
