/// Replacements of dependencies, for tests.
///
/// ```swift
/// let reply = try await getUser(event, overriding: [currentUser: ada])
/// let app = usersApp(settings).overriding(Overrides().replacing(mailer) { try await FakeMailer.start() })
/// ```
public struct Overrides: Sendable, ExpressibleByDictionaryLiteral {
    private var replacements: [ObjectIdentifier: @Sendable () async throws -> any Sendable] = [:]

    /// Creates an empty set of overrides.
    public init() {}

    /// Creates overrides from a dictionary literal of values, such as `[currentUser: ada]`.
    ///
    /// A value of the wrong type is a ``DependencyError`` when the dependency is resolved.
    public init(dictionaryLiteral elements: (any AnyDependency, any Sendable)...) {
        for (dependency, value) in elements {
            replacements[dependency.id] = {
                guard dependency.accepts(value) else {
                    throw DependencyError(
                        "\(dependency.name) cannot be overridden with a value of type \(type(of: value))."
                    )
                }
                return value
            }
        }
    }

    /// Returns the overrides with another one, whose closure is called each time the dependency is created.
    public func replacing<Value>(
        _ dependency: Dependency<Value>,
        with make: @escaping @Sendable () async throws -> Value
    ) -> Overrides {
        var overrides = self
        overrides.replacements[dependency.id] = make
        return overrides
    }

    /// Returns the union of both overrides; `other` takes precedence.
    public func merging(_ other: Overrides) -> Overrides {
        var overrides = self
        overrides.replacements.merge(other.replacements) { _, new in new }
        return overrides
    }

    /// Whether there are no overrides.
    var isEmpty: Bool { replacements.isEmpty }

    subscript(_ dependency: any AnyDependency) -> (@Sendable () async throws -> any Sendable)? {
        replacements.isEmpty ? nil : replacements[dependency.id]
    }
}
