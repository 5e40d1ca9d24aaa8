import Synchronization

/// Caches whether a type contains a secret.
///
/// Computed on first use: a type may contain itself and cannot be examined while its members are still being initialized.
final class SecretPresence: Sendable {
    private static let unknown: UInt8 = 0
    private static let absent: UInt8 = 1
    private static let present: UInt8 = 2

    private let state = Atomic<UInt8>(SecretPresence.unknown)

    /// Returns the result of `determine`, which is called on first use; concurrent first calls may each call it.
    func value(_ determine: () -> Bool) -> Bool {
        switch state.load(ordering: .relaxed) {
        case Self.present: return true
        case Self.absent: return false
        default:
            let isPresent = determine()
            state.store(isPresent ? Self.present : Self.absent, ordering: .relaxed)
            return isPresent
        }
    }
}
