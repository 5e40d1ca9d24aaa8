/// The settings of an app, read from the environment it is started in.
public protocol AppSettings: Sendable {
    /// The environment variables that whoever deploys the app sets, for the deployment's template; by default none.
    static var variables: [SettingVariable] { get }

    /// Reads the settings.
    ///
    /// - Parameter environment: where the process was started.
    /// - Throws: an error that names every setting that is missing or wrong, without its value.
    init(_ environment: LaunchEnvironment) throws
}

extension AppSettings {
    /// None.
    public static var variables: [SettingVariable] { [] }
}

/// Where a process was started: what the environment says, and whether this is a deployed function or a local run.
public struct LaunchEnvironment: Sendable {
    /// The environment variables.
    public var variables: [String: String]
    /// Whether the process is a deployed function.
    ///
    /// Locally an app may fall back on throw-away settings, and say so.
    public var isDeployed: Bool

    /// Creates an environment.
    public init(variables: [String: String], isDeployed: Bool) {
        self.variables = variables
        self.isDeployed = isDeployed
    }
}
