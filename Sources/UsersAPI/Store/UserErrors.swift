import Swiftlet

/// Another user has the address.
struct EmailTaken: HTTPErrorConvertible {
    var httpError: HTTPError { HTTPError(.badRequest, "Email already registered") }
}

/// Without the last active administrator no one could promote another user.
struct LastAdministrator: HTTPErrorConvertible {
    static let detail = "The last active administrator cannot be deleted, deactivated or demoted"

    var httpError: HTTPError { HTTPError(.conflict, Self.detail) }
}

/// There is no user of that id.
struct UserNotFound: HTTPErrorConvertible {
    var httpError: HTTPError { HTTPError(.notFound, "User not found") }
}
