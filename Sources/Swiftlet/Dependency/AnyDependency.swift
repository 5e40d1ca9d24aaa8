/// A ``Dependency`` whatever it makes.
public protocol AnyDependency: AnyObject, Sendable {
    /// Its name in messages.
    var name: String { get }
    /// How long what it makes is kept.
    var lifetime: Lifetime { get }
    /// What it is made from.
    var inputs: [any EndpointInput] { get }
    /// The dependencies that it is made from.
    var dependencies: [any AnyDependency] { get }
    /// Whether one of its own inputs comes from the request.
    var readsRequest: Bool { get }

    /// Makes it in the scope, unless that has been done.
    func prepare(in scope: RequestScope) async throws
    /// Adds what its inputs say to the documentation.
    func describe(_ operation: inout OperationDescription)
    /// Whether a value could stand in for what it makes.
    func accepts(_ value: any Sendable) -> Bool
}

extension AnyDependency {
    var id: ObjectIdentifier { ObjectIdentifier(self) }
}

/// A mistake in how dependencies are put together, or in how a test overrides them.
public struct DependencyError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, in a sentence.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
