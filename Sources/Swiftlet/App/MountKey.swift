/// The identity of one mount of an app, as two mounts of the same app with overrides share no instances.
final class MountKey: Sendable, Hashable {
    static func == (first: MountKey, second: MountKey) -> Bool { first === second }

    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
