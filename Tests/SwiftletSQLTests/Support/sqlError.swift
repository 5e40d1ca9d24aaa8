@testable import SwiftletSQL

/// Returns the database error that the body throws, or `nil` if it throws none or another error.
///
/// Unlike `#expect(throws:)`, the body may contain expectations.
func sqlError(of body: () async throws -> Void) async -> SQLError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? SQLError
    }
}
