/// What tests put in the place of dependencies.
///
/// ```swift
/// let reply = try await getUser(event, overriding: [currentUser: ada])
/// let app = usersApp(settings).overriding(Overrides().replacing(mailer) { try await FakeMailer.start() })
/// ```
public struct Overrides: Sendable, ExpressibleByDictionaryLiteral {
    private var replacements: [ObjectIdentifier: @Sendable () async throws -> any Sendable] = [:]

    /// No overrides.
    public init() {}

    /// Creates overrides by value, for a literal such as `[currentUser: ada]`.
    ///
    /// A value of the wrong type is a ``DependencyError`` when the dependency is asked for.
    public init(dictionaryLiteral elements: (any AnyDependency, any Sendable)...) {
        for (dependency, value) in elements {
            replacements[dependency.id] = {
                guard dependency.accepts(value) else {
                    throw DependencyError("\(dependency.name) is overridden with a value of type \(type(of: value)).")
                }
                return value
            }
        }
    }

    /// The same overrides and one more, made by a closure each time it is needed.
    public func replacing<Value>(
        _ dependency: Dependency<Value>,
        with make: @escaping @Sendable () async throws -> Value
    ) -> Overrides {
        var overrides = self
        overrides.replacements[dependency.id] = make
        return overrides
    }

    /// Both overrides; where both replace the same, `other` does.
    public func merging(_ other: Overrides) -> Overrides {
        var overrides = self
        overrides.replacements.merge(other.replacements) { _, new in new }
        return overrides
    }

    /// Whether nothing is replaced.
    var isEmpty: Bool { replacements.isEmpty }

    subscript(_ dependency: any AnyDependency) -> (@Sendable () async throws -> any Sendable)? {
        replacements.isEmpty ? nil : replacements[dependency.id]
    }
}
