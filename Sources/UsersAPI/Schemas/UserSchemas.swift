import FoundationEssentials
import Swiftlet
import SwiftletMacros

/// The request body for creating a user.
@Model
struct UserCreate {
    var email: EmailAddress
    @Rule(.length(2...100)) var name: String
    var isActive = true
    @Rule(.length(8...128)) var password: Secret<String>
}

/// The request body for updating a user: absent fields are unchanged.
///
/// Only administrators can set `is_admin`.
@Model
struct UserUpdate {
    @Rule(.notNull) var email: Patch<EmailAddress>
    @Rule(.notNull, .length(2...100)) var name: Patch<String>
    @Rule(.notNull) var isActive: Patch<Bool>
    @Rule(.notNull, .length(8...128)) var password: Patch<Secret<String>>
    @Rule(.notNull) var isAdmin: Patch<Bool>
}

/// A user in responses.
@Model
struct UserResponse {
    var email: String
    var name: String
    var isActive: Bool
    var id: Int
    var createdAt: Date
    var updatedAt: Date?
}

extension UserResponse {
    init(_ user: User) {
        self.init(
            email: user.email,
            name: user.name,
            isActive: user.isActive,
            id: user.id,
            createdAt: user.createdAt,
            updatedAt: user.updatedAt
        )
    }
}

/// A page of users.
@Model
struct UserList {
    var items: [UserResponse]
    var total: Int
    var page: Int
    var size: Int
    var pages: Int
}
