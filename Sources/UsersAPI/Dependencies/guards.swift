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

/// The id in the path, if it is the caller's own or the caller is an administrator.
let selfOrAdministrator = Dependency(
    .perRequest,
    Path("user_id", UserID.self),
    Security(currentUser, scopes: [AccessScope.write]),
    name: "selfOrAdministrator"
) { id, caller in
    guard id.number == caller.user.id || caller.isAdministrator else { throw notEnoughPermissions }
    return id
}

private let notEnoughPermissions = HTTPError(.forbidden, "Not enough permissions")
