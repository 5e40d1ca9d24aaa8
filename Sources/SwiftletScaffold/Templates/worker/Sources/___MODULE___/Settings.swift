import Swiftlet
import SwiftletSettings

/// The settings of the app, read from environment variables.
public struct Settings: AppSettings {
    /// `MAXIMUM_QUANTITY`: the largest quantity that is shipped without a review.
    let maximumQuantity: Int

    /// The environment variables with their descriptions in the deployment template.
    public static let variables: [EnvironmentVariable] = [
        .plain("MAXIMUM_QUANTITY", "The largest quantity that is shipped without a review.", default: "100")
    ]

    /// Reads the settings.
    ///
    /// - Throws: `SettingsError` with all missing and invalid variables.
    public init(_ environment: LaunchEnvironment) throws {
        var reader = SettingsReader(environment)
        maximumQuantity = reader.value("MAXIMUM_QUANTITY", .integer(1...10_000), default: 100)
        try reader.finish()
    }
}
