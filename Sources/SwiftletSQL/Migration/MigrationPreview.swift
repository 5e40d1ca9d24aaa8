/// The statements that a migration would run.
public struct MigrationPreview: Equatable, Sendable {
    /// The migration's identifier.
    public let id: String

    /// The statements in order; empty for a migration written in Swift.
    public let statements: [String]

    /// Whether the migration is written in Swift.
    public let isCode: Bool
}
