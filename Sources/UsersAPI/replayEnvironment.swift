/// The environment for replaying a scenario of event files: a database of its own, migrated and with an initial user, and a
/// key with which a deployed service starts.
///
/// - Parameter scratch: A directory that is deleted after the scenario.
/// - Returns: The environment variables.
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
