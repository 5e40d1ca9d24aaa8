import FoundationEssentials
import Swiftlet
import SwiftletSecurity

/// The operations on users.
public struct UserService: Sendable {
    let store: UserStore
    let hasher: PasswordHasher
    let clock: WallClock

    func user(_ id: UserID) async throws -> User {
        guard let number = id.number, let user = try await store.user(number) else { throw UserNotFound() }
        return user
    }

    /// Returns a page of users; a page after the last one is empty.
    func list(page: Int, size: Int) async throws -> UserList {
        // The bounds of the parameters exclude an overflow.
        let (users, total) = try await store.users(limit: size, offset: (page - 1) * size)
        return UserList(
            items: users.map(UserResponse.init),
            total: total,
            page: page,
            size: size,
            pages: (total + size - 1) / size
        )
    }

    func create(_ user: UserCreate, isAdmin: Bool = false) async throws -> User {
        try await store.insert(
            email: user.email.address,
            name: user.name,
            passwordHash: try await hasher.hash(user.password.revealed).encoded,
            isActive: user.isActive,
            isAdmin: isAdmin,
            at: clock.now()
        )
    }

    /// Creates a user from the arguments of a command.
    ///
    /// - Returns: The ID and the email address.
    /// - Throws: `ValidationFailure` for invalid arguments, `EmailTaken`.
    public func create(
        email: String,
        name: String,
        password: String,
        isAdmin: Bool
    ) async throws -> (id: Int, email: String) {
        let fields: JSON = ["email": .string(email), "name": .string(name), "password": .string(password)]
        let user = try await create(try UserCreate.decoded(from: fields), isAdmin: isAdmin)
        return (user.id, user.email)
    }

    func update(_ id: UserID, _ update: UserUpdate) async throws -> User {
        var changes = UserStore.Changes()
        if case .value(let email) = update.email { changes.email = email.address }
        if case .value(let name) = update.name { changes.name = name }
        if case .value(let isActive) = update.isActive { changes.isActive = isActive }
        if case .value(let isAdmin) = update.isAdmin { changes.isAdmin = isAdmin }
        if case .value(let password) = update.password {
            changes.passwordHash = try await hasher.hash(password.revealed).encoded
        }
        guard let number = id.number, let user = try await store.update(number, changes, at: clock.now()) else {
            throw UserNotFound()
        }
        return user
    }

    /// Makes a user an administrator, and activates the user, because an inactive one cannot log in.
    ///
    /// - Returns: The email address as stored, or `nil` if no user has the address.
    public func promote(email: String) async throws -> String? {
        guard let user = try await store.user(email: email) else { return nil }
        return try await store.update(user.id, UserStore.Changes(isActive: true, isAdmin: true), at: clock.now())?.email
    }

    func delete(_ id: UserID) async throws {
        guard let number = id.number, try await store.delete(number) else { throw UserNotFound() }
    }
}
