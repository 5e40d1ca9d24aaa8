import Swiftlet
import SwiftletSettings

/// The settings of the app, read from environment variables.
public struct Settings: AppSettings {
    /// `DATABASE_URL`: the URL of the database.
    let databaseURL: Secret<String>
    /// `API_KEY`: the key that clients send, at least 16 bytes.
    let apiKey: Secret<String>
    /// `MIGRATE_ON_START`: whether pending migrations are applied when the first request opens the database.
    let migratesOnStart: Bool
    /// Warnings about the use of local defaults.
    let warnings: [String]

    /// The environment variables with their descriptions in the deployment template.
    public static let variables: [EnvironmentVariable] = [
        .secret("DATABASE_URL", "The database URL: postgres://user:password@host/database."),
        .secret("API_KEY", "The key that clients send: random text.", minimumLength: 16),
        .plain("MIGRATE_ON_START", "Whether the first request applies pending migrations.", default: "false"),
    ]

    /// Reads the settings.
    ///
    /// - Throws: `SettingsError` with all missing and invalid variables.
    public init(_ environment: LaunchEnvironment) throws {
        var reader = SettingsReader(environment)
        databaseURL = reader.value(
            "DATABASE_URL",
            .databaseURL,
            localDefault: "sqlite:___NAME___.sqlite3",
            warning: "DATABASE_URL is not set: the database is ___NAME___.sqlite3."
        )
        apiKey = reader.value(
            "API_KEY",
            .secret(minimumLength: 16),
            localDefault: "local-development-key",
            warning: "API_KEY is not set: it is local-development-key."
        )
        migratesOnStart = reader.value("MIGRATE_ON_START", .bool, default: !environment.isDeployed)
        warnings = reader.warnings
        try reader.finish()
    }
}
