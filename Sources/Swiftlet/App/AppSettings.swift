/// The settings of an app, read from the process environment.
public protocol AppSettings: Sendable {
    /// The environment variables to set at deployment, which are written to the deployment template; none by default.
    static var variables: [EnvironmentVariable] { get }

    /// Reads the settings.
    ///
    /// - Parameter environment: The process environment.
    /// - Throws: An error that names every missing or invalid setting, without its value.
    init(_ environment: LaunchEnvironment) throws
}

extension AppSettings {
    /// An empty array.
    public static var variables: [EnvironmentVariable] { [] }
}
