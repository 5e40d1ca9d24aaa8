/// The replacement of one dependency, for tests; an element of ``Overrides``.
public struct Override: Sendable {
    let dependency: ObjectIdentifier
    let make: @Sendable () async throws -> any Sendable

    /// Replaces a dependency with a value.
    ///
    /// - Parameters:
    ///   - dependency: The dependency.
    ///   - value: The value to inject.
    /// - Returns: The override.
    public static func override<Value>(_ dependency: Dependency<Value>, with value: Value) -> Override {
        Override(dependency: dependency.id) { value }
    }

    /// Replaces a dependency with the result of a closure.
    ///
    /// - Parameters:
    ///   - dependency: The dependency.
    ///   - make: Called each time the dependency is created. An error that it throws determines the response.
    /// - Returns: The override.
    public static func override<Value>(
        _ dependency: Dependency<Value>,
        with make: @escaping @Sendable () async throws -> Value
    ) -> Override {
        Override(dependency: dependency.id, make: make)
    }
}
