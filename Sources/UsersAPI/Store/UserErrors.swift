import Swiftlet

/// The email address belongs to another user.
struct EmailTaken: HTTPErrorConvertible {
    var httpError: HTTPError { HTTPError(.badRequest, "Email already registered") }
}

/// The change would leave no active administrator, who could promote another user.
struct LastAdministrator: HTTPErrorConvertible {
    static let detail = "The last active administrator cannot be deleted, deactivated or demoted"

    var httpError: HTTPError { HTTPError(.conflict, Self.detail) }
}

/// No user has the id.
struct UserNotFound: HTTPErrorConvertible {
    var httpError: HTTPError { HTTPError(.notFound, "User not found") }
}
