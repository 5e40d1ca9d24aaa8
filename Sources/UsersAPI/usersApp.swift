public import Swiftlet
import Synchronization

/// The settings of the service.
public struct Settings: AppSettings {
    /// Reads the settings.
    public init(_ environment: LaunchEnvironment) throws {}
}

struct UserCreate: Model {
    var name: String
    var age: Int?

    static let schema = Schema(
        UserCreate.init,
        Field("name", \.name, .length(2...100)),
        Field("age", \.age)
    )
}

struct UserResponse: Model {
    var id: Int
    var name: String
    var detailed: Bool

    static let schema = Schema(
        UserResponse.init,
        Field("id", \.id),
        Field("name", \.name),
        Field("detailed", \.detailed)
    )
}

final class UserStore: Sendable {
    let users = Mutex<[String]>(["Ada", "Grace"])
}

let userStore = Dependency(.perEnvironment) { UserStore() }

let getUser = Endpoint(
    .get,
    "/{user_id}",
    operationID: "get_user",
    summary: "Get a specific user by ID",
    Path("user_id", Int.self),
    Query("size", Int.self, .range(1...100), default: 20),
    Inject(userStore),
    failures: [.notFound("User not found")]
) { id, size, store in
    let users = store.users.withLock { $0 }
    guard users.indices.contains(id - 1) else { throw HTTPError(.notFound, "User not found") }
    return UserResponse(id: id, name: users[id - 1], detailed: size > 20)
}

let createUser = Endpoint(
    .post,
    "",
    operationID: "create_user",
    summary: "Create a user",
    status: .created,
    Body(UserCreate.self),
    Inject(userStore)
) { user, store in
    let id = store.users.withLock { users in
        users.append(user.name)
        return users.count
    }
    return UserResponse(id: id, name: user.name, detailed: false)
}

/// The app.
public func usersApp(_ settings: Settings) -> App {
    App(title: "Users", version: "1.0.0") {
        Routes("/api/v1/users", tags: ["users"]) {
            getUser
            createUser
        }
    }
}
