import Swiftlet
import SwiftletSecurity

// The dependencies that authorize requests. Their errors become the response before any other input is validated, and
// OpenAPI lists the 401, the 403 and the scopes for every endpoint that injects one of them.

/// The authenticated caller: an active user with a valid access token.
let currentUser = Dependency(
    .perRequest,
    OAuth2PasswordBearer(tokenURL: "auth/login", refreshURL: "auth/refresh", scopes: AccessScope.descriptions),
    Inject(authService),
    name: "currentUser"
) { token, auth in
    try await auth.principal(for: token)
}

/// The authenticated caller, who must be an administrator.
let administrator = Dependency(
    .perRequest,
    Security(currentUser, scopes: [AccessScope.admin]),
    name: "administrator"
) { caller in
    guard caller.isAdministrator else { throw notEnoughPermissions }
    return caller
}

/// Authorizes access to the user in the path, for that user and for administrators.
let selfOrAdministrator = Dependency(
    .perRequest,
    Path("user_id", UserID.self),
    Security(currentUser, scopes: [AccessScope.write]),
    name: "selfOrAdministrator"
) { id, caller in
    guard id.number == caller.user.id || caller.isAdministrator else { throw notEnoughPermissions }
    return UserAccess(id: id, isAdministrator: caller.isAdministrator)
}

/// The error for an authenticated caller without permission.
let notEnoughPermissions = HTTPError(.forbidden, "Not enough permissions")
