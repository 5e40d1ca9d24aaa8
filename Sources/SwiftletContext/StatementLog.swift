import Synchronization

/// Whether databases log the statements they run at the level `debug`, for tools that show them.
///
/// A database reads it once, when it is created, so that it costs nothing per statement. The function binary never enables it.
package enum StatementLog {
    private static let isOn = Atomic(false)

    /// Whether statements are logged.
    package static var isEnabled: Bool { isOn.load(ordering: .relaxed) }

    /// Enables the log in databases that are created afterwards.
    package static func enable() {
        isOn.store(true, ordering: .relaxed)
    }
}
