import Testing

@testable import SwiftletPackaging

/// The names of resources in a template.
@Suite struct LogicalNamesTests {
    @Test func `logical ids are alphanumeric and unique`() {
        var names = LogicalNames()
        #expect(names.name("get_user", "Function") == "GetUserFunction")
        #expect(names.name("get-user", "Function") == "GetUserFunction2")
        #expect(names.name("DATABASE_URL") == "DatabaseUrl")
        #expect(names.name("GET", "/api/v1/users/{user_id}") == "GetApiV1UsersUserId")
    }
}
