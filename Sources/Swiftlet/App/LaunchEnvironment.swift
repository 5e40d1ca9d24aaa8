/// The environment in which a process was launched.
public struct LaunchEnvironment: Sendable {
    /// The environment variables.
    public var variables: [String: String]
    /// Whether the process is a deployed function.
    ///
    /// A local run may use throwaway defaults and log a warning.
    public var isDeployed: Bool

    /// Creates an environment.
    public init(variables: [String: String], isDeployed: Bool) {
        self.variables = variables
        self.isDeployed = isDeployed
    }
}
