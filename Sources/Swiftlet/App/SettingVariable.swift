/// An environment variable that whoever deploys an app sets.
///
/// The tool writes it into the deployment's template as a parameter; a secret is never shown there again.
public struct SettingVariable: Sendable, Hashable {
    /// The variable's name.
    public let name: String
    /// What it is for, in a sentence.
    public let summary: String
    /// Whether its value must not be shown.
    public let isSecret: Bool
    /// How many characters it has at least.
    public let minimumLength: Int
    /// The value where none is given, or `nil` if one must be.
    ///
    /// The empty text stands for a variable that is not set.
    public let standard: String?

    /// A value that must not be shown, such as a key or a URL with a password.
    public static func secret(
        _ name: String,
        _ summary: String,
        minimumLength: Int = 1,
        default standard: String? = nil
    ) -> SettingVariable {
        SettingVariable(
            name: name,
            summary: summary,
            isSecret: true,
            minimumLength: standard == nil ? minimumLength : 0,
            standard: standard
        )
    }

    /// A value that anyone may see who may see the deployment.
    public static func plain(_ name: String, _ summary: String, default standard: String? = nil) -> SettingVariable {
        SettingVariable(
            name: name,
            summary: summary,
            isSecret: false,
            minimumLength: standard == nil ? 1 : 0,
            standard: standard
        )
    }
}
