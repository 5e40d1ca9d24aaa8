import Swiftlet
import SwiftletIdempotency
import SwiftletSecurity

let listUsers = Endpoint(
    .get,
    "",
    operationID: "list_users",
    summary: "List users",
    description: "One page of users, ordered by id.",
    requires: [Security(currentUser, scopes: [AccessScope.read])],
    Query("page", Int.self, .range(1...1_000_000), default: 1),
    Query("size", Int.self, .range(1...100), default: 20),
    Inject(userService)
) { page, size, users in
    try await users.list(page: page, size: size)
}

let getCurrentUser = Endpoint(
    .get,
    "/me",
    operationID: "get_current_user",
    summary: "Get the current user",
    Security(currentUser, scopes: [AccessScope.read])
) { caller in
    UserResponse(caller.user)
}

let getUser = Endpoint(
    .get,
    "/{user_id}",
    operationID: "get_user",
    summary: "Get a specific user by ID",
    requires: [Security(currentUser, scopes: [AccessScope.read])],
    Path("user_id", UserID.self),
    Inject(userService),
    failures: [.notFound("User not found")]
) { id, users in
    UserResponse(try await users.user(id))
}

let createUser = Endpoint(
    .post,
    "",
    operationID: "create_user",
    summary: "Create a user",
    description: "Requires an administrator.",
    status: .created,
    requires: [administrator, Idempotent(idempotency, caller: .by(administrator, \.user.id))],
    Body(UserCreate.self),
    Inject(userService),
    RequestInfo(),
    failures: [.badRequest("Email already registered")]
) { new, users, request in
    let user = try await users.create(new)
    return Reply(UserResponse(user), headers: [.location: request.externalPath("\(request.encodedPath)/\(user.id)")])
}

let updateUser = Endpoint(
    .patch,
    "/{user_id}",
    operationID: "update_user",
    summary: "Update a user",
    description: """
        Your own, or any for an administrator, who may also make administrators with `is_admin`. A field that is not sent \
        stays as it is. A new password invalidates the user's tokens, and a deactivation ends its sessions.
        """,
    Inject(selfOrAdministrator),
    Body(UserUpdate.self),
    Inject(userService),
    failures: [
        .badRequest("Email already registered"), .notFound("User not found"), .conflict(LastAdministrator.detail),
    ]
) { target, update, users in
    if case .value = update.isAdmin, !target.isAdministrator { throw notEnoughPermissions }
    return UserResponse(try await users.update(target.id, update))
}

let deleteUser = Endpoint(
    .delete,
    "/{user_id}",
    operationID: "delete_user",
    summary: "Delete a user",
    description: "Users can delete themselves, administrators anyone.",
    Inject(selfOrAdministrator),
    Inject(userService),
    failures: [.notFound("User not found"), .conflict(LastAdministrator.detail)]
) { target, users in
    try await users.delete(target.id)
}
