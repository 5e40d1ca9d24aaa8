#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// An open file or directory: the one owner of its descriptor.
final class OpenFile: Sendable {
    enum Kind {
        case file
        case directory
        case other
    }

    let kind: Kind
    /// The last segment of its path, or `nil` for one that was opened by its whole path.
    let name: String?
    /// Its size in bytes.
    let size: Int
    /// When it was modified: seconds since 1970, and nanoseconds behind them.
    let modified: (seconds: Int, nanoseconds: Int)
    private let descriptor: Int32

    // A file that is no regular one, such as a pipe, must not block.
    private static let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK

    /// Opens a file by its path, or returns `nil` if that fails.
    convenience init?(_ path: String) {
        // A C function would read a shorter path than the one that was checked.
        if path.utf8.contains(0) { return nil }
        self.init(descriptor: unsafe openat(AT_FDCWD, path, Self.flags), name: nil)
    }

    /// Opens a file of this directory, which may not be a symbolic link, or returns `nil` if that fails.
    func open(_ name: String) -> OpenFile? {
        OpenFile(descriptor: unsafe openat(descriptor, name, Self.flags | O_NOFOLLOW), name: name)
    }

    private init?(descriptor: Int32, name: String?) {
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            close(descriptor)
            return nil
        }
        self.kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            default: .other
            }
        self.name = name
        self.size = Int(status.st_size)
        #if canImport(Darwin)
        let time = status.st_mtimespec
        #else
        let time = status.st_mtim
        #endif
        self.modified = (Int(time.tv_sec), Int(time.tv_nsec))
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Reads a part of the file.
    ///
    /// - Throws: ``FileError`` if it cannot be read, or ends before the range does.
    func read(_ range: Range<Int>) throws(FileError) -> [UInt8] {
        let descriptor = descriptor
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]
                )
                let read = unsafe pread(
                    descriptor,
                    rest.baseAddress,
                    range.count - count,
                    off_t(range.lowerBound + count)
                )
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { return }
                count += read
            }
        }
        guard bytes.count == range.count else {
            throw FileError(.unreadable, "A file could not be read, or became shorter while it was sent.")
        }
        return bytes
    }
}
