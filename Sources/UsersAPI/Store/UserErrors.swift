import Swiftlet

/// Another user has the address.
struct EmailTaken: HTTPErrorConvertible {
    var httpError: HTTPError { HTTPError(.badRequest, "Email already registered") }
}

/// There is no user of that id.
struct UserNotFound: HTTPErrorConvertible {
    var httpError: HTTPError { HTTPError(.notFound, "User not found") }
}
