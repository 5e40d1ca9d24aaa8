import Foundation
import Glibc
import SwiftletIO
import Synchronization

/// Reports changes of files, with [inotify](https://man7.org/linux/man-pages/man7/inotify.7.html).
///
/// Folders are watched, not files: editors replace a file by renaming another one.
final class FileWatcher: Sendable {
    /// The time without a change after which changes are reported: editors and version control write several files.
    private static let quietPeriod = Duration.milliseconds(50)
    /// The time after which changes are reported even if files keep changing.
    private static let maximumDelay = Duration.seconds(2)
    private static let mask = UInt32(IN_CREATE | IN_CLOSE_WRITE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR)

    private let files: WatchedFiles
    private let descriptor: Int32
    /// The paths of the watched folders by watch descriptor; two paths may be the same folder.
    private let folders = Mutex<[Int32: Set<String>]>([:])

    /// Starts watching.
    ///
    /// - Throws: ``HarnessError`` if the kernel's limit of watches is reached.
    init(_ files: WatchedFiles) throws(HarnessError) {
        self.files = files
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { throw Self.error(errno) }
        for folder in files.folders { try watch(folder) }
        for tree in files.trees { try watchTree(tree) }
    }

    deinit {
        _ = close(descriptor)
    }

    /// Waits for the next changes, and then until there are no more for 50 ms.
    ///
    /// - Parameter loop: The event loop that waits.
    /// - Returns: What has changed, not empty.
    /// - Throws: ``HarnessError`` if the kernel's limit of watches is reached; `CancellationError`.
    func next(on loop: EventLoop) async throws -> WatchedChange {
        var change: WatchedChange = []
        while change.isEmpty {
            try await loop.readable(descriptor)
            change = try read()
        }
        let latest = ContinuousClock.now + Self.maximumDelay
        while ContinuousClock.now < latest,
            try await loop.readable(descriptor, until: min(.now + Self.quietPeriod, latest))
        {
            change.formUnion(try read())
        }
        return change
    }

    /// Reads the pending events.
    private func read() throws(HarnessError) -> WatchedChange {
        var change: WatchedChange = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            for event in InotifyEvent.all(in: buffer[..<count]) {
                if event.isOverflow { change = [.sources, .environment] }
                let paths = folders.withLock { $0[event.watch] } ?? []
                for path in paths { change.formUnion(files.change(of: event.name, in: path)) }
                if event.isRemoved { folders.withLock { $0[event.watch] = nil } }
            }
        }
        // New and renamed folders; folders that are watched already keep their watches.
        if change.contains(.sources) {
            for tree in files.trees { try watchTree(tree) }
        }
        return change
    }

    private func watchTree(_ root: String) throws(HarnessError) {
        try watch(root)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        for name in names where !WatchedFiles.isTemporary(name) {
            let path = "\(root)/\(name)"
            // Symbolic links are not followed: they may lead back.
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            if attributes?[.type] as? FileAttributeType == .typeDirectory { try watchTree(path) }
        }
    }

    private func watch(_ folder: String) throws(HarnessError) {
        let watch = unsafe inotify_add_watch(descriptor, folder, Self.mask)
        if watch >= 0 {
            folders.withLock { _ = $0[watch, default: []].insert(folder) }
        } else if errno != ENOENT && errno != ENOTDIR {
            throw Self.error(errno)
        }
    }

    private static func error(_ code: Int32) -> HarnessError {
        let advice =
            code == ENOSPC || code == EMFILE
            ? " Raise the kernel's limits fs.inotify.max_user_watches and fs.inotify.max_user_instances." : ""
        return HarnessError(
            .unavailable,
            "Cannot watch the sources: \(unsafe String(cString: strerror(code))).\(advice)"
        )
    }
}
