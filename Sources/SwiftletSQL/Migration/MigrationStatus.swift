/// Where a migration stands.
public struct MigrationStatus: Equatable, Sendable {
    /// The migration's name.
    public let id: String

    /// When it was applied, nil when it was not.
    public let appliedAt: SQLTimestamp?

    /// Whether it was applied.
    public var isApplied: Bool { appliedAt != nil }
}

/// What a migration would do.
public struct MigrationPreview: Equatable, Sendable {
    /// The migration's name.
    public let id: String

    /// The statements that would run, in their order.
    public let statements: [String]
}
