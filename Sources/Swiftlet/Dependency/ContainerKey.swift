/// The identity of a part of an app that has a container of its own: two mounts of one app with overrides share no instances.
final class ContainerKey: Sendable, Hashable {
    static func == (first: ContainerKey, second: ContainerKey) -> Bool { first === second }

    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
