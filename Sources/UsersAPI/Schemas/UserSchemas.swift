import FoundationEssentials
import Swiftlet

/// The request body for creating a user.
struct UserCreate: Model {
    var email: EmailAddress
    var name: String
    var isActive: Bool
    var password: Secret<String>

    static let schema = Schema(
        UserCreate.init,
        Field("email", \.email),
        Field("name", \.name, .length(2...100)),
        Field("is_active", \.isActive, default: true),
        Field("password", \.password, .length(8...128))
    )
}

/// The request body for updating a user: absent fields are unchanged.
///
/// Only administrators can set `is_admin`.
struct UserUpdate: Model {
    var email: Patch<EmailAddress>
    var name: Patch<String>
    var isActive: Patch<Bool>
    var password: Patch<Secret<String>>
    var isAdmin: Patch<Bool>

    static let schema = Schema(
        UserUpdate.init,
        Field("email", \.email, .notNull),
        Field("name", \.name, .notNull, .length(2...100)),
        Field("is_active", \.isActive, .notNull),
        Field("password", \.password, .notNull, .length(8...128)),
        Field("is_admin", \.isAdmin, .notNull)
    )
}

/// A user in responses.
struct UserResponse: Model {
    var email: String
    var name: String
    var isActive: Bool
    var id: Int
    var createdAt: Date
    var updatedAt: Date?

    static let schema = Schema(
        UserResponse.init,
        Field("email", \.email),
        Field("name", \.name),
        Field("is_active", \.isActive),
        Field("id", \.id),
        Field("created_at", \.createdAt),
        Field("updated_at", \.updatedAt)
    )

    init(email: String, name: String, isActive: Bool, id: Int, createdAt: Date, updatedAt: Date?) {
        self.email = email
        self.name = name
        self.isActive = isActive
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

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
struct UserList: Model {
    var items: [UserResponse]
    var total: Int
    var page: Int
    var size: Int
    var pages: Int

    static let schema = Schema(
        UserList.init,
        Field("items", \.items),
        Field("total", \.total),
        Field("page", \.page),
        Field("size", \.size),
        Field("pages", \.pages)
    )
}
