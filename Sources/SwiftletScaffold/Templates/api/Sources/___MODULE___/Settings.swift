import Swiftlet
import SwiftletSettings

/// The settings of the app, read from environment variables.
public struct Settings: AppSettings {
    /// `ALLOWED_ORIGINS`: the origins whose web pages may call the app (CORS), none by default.
    let allowedOrigins: [String]

    /// The environment variables with their descriptions in the deployment template.
    public static let variables: [EnvironmentVariable] = [
        .plain("ALLOWED_ORIGINS", "The origins that CORS allows, separated by commas.", default: "")
    ]

    /// Reads the settings.
    ///
    /// - Throws: `SettingsError` with all missing and invalid variables.
    public init(_ environment: LaunchEnvironment) throws {
        var reader = SettingsReader(environment)
        allowedOrigins = reader.value("ALLOWED_ORIGINS", .list(of: .origin), default: [])
        try reader.finish()
    }
}
