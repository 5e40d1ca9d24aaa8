/// Replacements of dependencies, for tests.
///
/// ```swift
/// let overrides: Overrides = [.override(currentUser, with: ada), .override(UsersAPI.settings, with: settings)]
///
/// let output = try await getUser(event.bytes, overriding: overrides)
/// ```
public struct Overrides: Sendable, ExpressibleByArrayLiteral {
    private var replacements: [ObjectIdentifier: @Sendable () async throws -> any Sendable] = [:]

    /// Creates an empty set of overrides.
    public init() {}

    /// Creates overrides from a list; of several for one dependency, the last takes precedence.
    public init(_ overrides: [Override]) {
        for override in overrides {
            replacements[override.dependency] = override.make
        }
    }

    /// Creates overrides from an array literal.
    public init(arrayLiteral elements: Override...) {
        self.init(elements)
    }

    /// Returns the union of both overrides; `other` takes precedence.
    public func merging(_ other: Overrides) -> Overrides {
        var overrides = self
        overrides.replacements.merge(other.replacements) { _, new in new }
        return overrides
    }

    /// Whether there are no overrides.
    var isEmpty: Bool { replacements.isEmpty }

    subscript(_ dependency: AnyDependency) -> (@Sendable () async throws -> any Sendable)? {
        replacements.isEmpty ? nil : replacements[dependency.id]
    }
}
