import Glibc

/// An open file or directory, the owner of its descriptor.
final class OpenFile: Sendable {
    enum Kind {
        case file
        case directory
        case other
    }

    let kind: Kind
    /// The last segment of the path, or `nil` if it was opened by its whole path.
    let name: String?
    /// The version, which changes with the file.
    let version: FileVersion
    private let descriptor: Int32

    // Opening a pipe or a device must not block.
    private static let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK

    /// Opens a file by its path.
    ///
    /// - Returns: `nil` if there is no such file, or this process may not read it.
    /// - Throws: ``FileError`` if opening fails for another reason, such as too many open files.
    static func open(_ path: String) throws(FileError) -> OpenFile? {
        // A C function would truncate the path at a NUL.
        if path.utf8.contains(0) { return nil }
        return try opened(unsafe openat(AT_FDCWD, path, flags), name: nil)
    }

    /// Opens a file in this directory; symbolic links are rejected.
    ///
    /// - Returns: `nil` if there is no such file, or this process may not read it.
    /// - Throws: ``FileError`` if opening fails for another reason, such as too many open files.
    func open(_ name: String) throws(FileError) -> OpenFile? {
        try Self.opened(unsafe openat(descriptor, name, Self.flags | O_NOFOLLOW), name: name)
    }

    private static func opened(_ descriptor: Int32, name: String?) throws(FileError) -> OpenFile? {
        guard descriptor >= 0 else {
            let code = errno
            if [ENOENT, ENOTDIR, ELOOP, EACCES, ENAMETOOLONG].contains(code) { return nil }
            throw FileError(.unreadable, "A file could not be opened: error \(code).")
        }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw FileError(.unreadable, "The status of a file could not be read: error \(code).")
        }
        return OpenFile(descriptor: descriptor, status: status, name: name)
    }

    private init(descriptor: Int32, status: stat, name: String?) {
        self.kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            default: .other
            }
        self.name = name
        let (modified, changed) = (status.st_mtim, status.st_ctim)
        self.version = FileVersion(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            inode: UInt64(truncatingIfNeeded: status.st_ino),
            size: Int(status.st_size),
            modified: FileVersion.Time(seconds: Int(modified.tv_sec), nanoseconds: Int(modified.tv_nsec)),
            changed: FileVersion.Time(seconds: Int(changed.tv_sec), nanoseconds: Int(changed.tv_nsec))
        )
        self.descriptor = descriptor
    }

    /// The size in bytes.
    var size: Int { version.size }

    /// The modification time.
    var modified: FileVersion.Time { version.modified }

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
            throw FileError(.unreadable, "A file could not be read, or was truncated while it was sent.")
        }
        return bytes
    }
}
