/// An environment variable to set at deployment.
///
/// It becomes a parameter of the deployment template; a secret is a `NoEcho` parameter.
public struct EnvironmentVariable: Sendable, Hashable {
    /// The variable's name.
    package let name: String
    /// The description, one sentence.
    package let summary: String
    /// Whether the value is confidential.
    package let isSecret: Bool
    /// The minimum length of the value, in characters.
    package let minimumLength: Int
    /// The default value, or `nil` if a value is required.
    ///
    /// An empty string leaves the variable unset.
    package let defaultValue: String?

    /// Creates a variable with a confidential value, such as a key or a URL with a password.
    public static func secret(
        _ name: String,
        _ summary: String,
        minimumLength: Int = 1,
        default defaultValue: String? = nil
    ) -> EnvironmentVariable {
        EnvironmentVariable(
            name: name,
            summary: summary,
            isSecret: true,
            minimumLength: defaultValue == nil ? minimumLength : 0,
            defaultValue: defaultValue
        )
    }

    /// Creates a variable whose value is visible in the deployment.
    public static func plain(_ name: String, _ summary: String, default defaultValue: String? = nil)
        -> EnvironmentVariable
    {
        EnvironmentVariable(
            name: name,
            summary: summary,
            isSecret: false,
            minimumLength: defaultValue == nil ? 1 : 0,
            defaultValue: defaultValue
        )
    }
}
