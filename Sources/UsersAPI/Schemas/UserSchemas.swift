import FoundationEssentials
import Swiftlet
import SwiftletMacros

/// What a client sends to create a user.
@Model
struct UserCreate {
    var email: EmailAddress
    @Rule(.length(2...100)) var name: String
    var isActive = true
    @Rule(.length(8...128)) var password: Secret<String>
}

/// What a client sends to change a user: a field that is not there stays as it is.
///
/// `is_admin` is for administrators.
@Model
struct UserUpdate {
    @Rule(.notNull) var email: Patch<EmailAddress>
    @Rule(.notNull, .length(2...100)) var name: Patch<String>
    @Rule(.notNull) var isActive: Patch<Bool>
    @Rule(.notNull, .length(8...128)) var password: Patch<Secret<String>>
    @Rule(.notNull) var isAdmin: Patch<Bool>
}

/// A user as clients see it.
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

/// One page of users.
@Model
struct UserList {
    var items: [UserResponse]
    var total: Int
    var page: Int
    var size: Int
    var pages: Int
}
