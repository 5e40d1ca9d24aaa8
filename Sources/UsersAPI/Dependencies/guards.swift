import Swiftlet
import SwiftletSecurity

// The dependencies that decide whether a request is allowed. What they throw is the response, before any other input is
// checked, and the documentation of an endpoint that injects one lists its 401, its 403 and its scopes.

/// The caller: authenticated by an access token, and active.
let currentUser = Dependency(
    .perRequest,
    OAuth2PasswordBearer(tokenURL: "auth/login", refreshURL: "auth/refresh", scopes: AccessScope.descriptions),
    Inject(authService),
    name: "currentUser"
) { token, auth in
    try await auth.principal(for: token)
}

/// The caller, if it is an administrator.
let administrator = Dependency(
    .perRequest,
    Security(currentUser, scopes: [AccessScope.admin]),
    name: "administrator"
) { caller in
    guard caller.isAdministrator else { throw notEnoughPermissions }
    return caller
}

/// The user in the path that the caller may change and delete.
struct UserAccess {
    let id: UserID
    /// Whether the caller is an administrator.
    let isAdministrator: Bool
}

/// The user in the path, if it is the caller itself or the caller is an administrator.
let selfOrAdministrator = Dependency(
    .perRequest,
    Path("user_id", UserID.self),
    Security(currentUser, scopes: [AccessScope.write]),
    name: "selfOrAdministrator"
) { id, caller in
    guard id.number == caller.user.id || caller.isAdministrator else { throw notEnoughPermissions }
    return UserAccess(id: id, isAdministrator: caller.isAdministrator)
}

/// The caller is authenticated, and not allowed to do this.
let notEnoughPermissions = HTTPError(.forbidden, "Not enough permissions")
