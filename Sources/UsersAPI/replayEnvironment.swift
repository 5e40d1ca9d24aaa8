/// What a scenario of event files finds in its environment: a database of its own, brought up to date and with a user to
/// log in with, and a key that makes a deployed service start.
///
/// - Parameter scratch: a folder that is deleted when the scenario is over.
/// - Returns: the variables.
@Sendable public func replayEnvironment(_ scratch: String) -> [String: String] {
    [
        "DATABASE_URL": "sqlite:\(scratch)/users.sqlite3",
        "MIGRATE_ON_START": "true",
        "SECRET_KEY": "a key for event files, which opens nothing else",
        "FIRST_USER_EMAIL": "admin@example.com",
        "FIRST_USER_PASSWORD": "password123",
        "ALLOWED_ORIGINS": "https://app.example.com",
    ]
}
