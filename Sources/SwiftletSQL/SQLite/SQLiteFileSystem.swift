import CSQLite

/// The properties of the file system of a database file.
struct SQLiteFileSystem: Equatable, Sendable {
    /// Whether it is read-only, like `/var/task` of a function or the layers of an image.
    var isReadOnly = false

    /// The name of a network file system, or `nil` for a local one.
    var networkName: String?

    /// Returns the file system of a file or of its parent directory; a local one if it cannot be determined.
    static func of(_ path: String) -> SQLiteFileSystem {
        of(existing: path) ?? of(existing: folder(of: path)) ?? SQLiteFileSystem()
    }

    /// Returns whether a database file has a journal, without which the file alone may be inconsistent.
    static func hasJournal(_ path: String) -> Bool {
        of(existing: path + "-wal") != nil || of(existing: path + "-journal") != nil
    }

    private static func folder(of path: String) -> String {
        let bytes = path.utf8
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == bytes.startIndex ? "/" : String(path[..<slash])
    }

    private static func of(existing path: String) -> SQLiteFileSystem? {
        var kind: UInt64 = 0
        var isReadOnly: Int32 = 0
        guard unsafe csqlite_file_system(path, &kind, &isReadOnly) == 0 else { return nil }
        return SQLiteFileSystem(isReadOnly: isReadOnly != 0, networkName: networkName(UInt32(truncatingIfNeeded: kind)))
    }

    /// Returns the name of a network file system by its magic number in
    /// [statfs(2)](https://man7.org/linux/man-pages/man2/statfs.2.html).
    ///
    /// EFS and FSx for OpenZFS are NFS, FSx for Windows is SMB. FUSE and 9P are used for local files as often as for remote
    /// ones, so they count as local.
    static func networkName(_ number: UInt32) -> String? {
        switch number {
        case 0x6969: "NFS"
        case 0x517B, 0xFF53_4D42, 0xFE53_4D42: "SMB"
        case 0x5346_414F: "AFS"
        case 0x7375_7245: "Coda"
        case 0x00C3_6400: "Ceph"
        case 0x0BD0_0BD0: "Lustre"
        case 0x0116_1970: "GFS2"
        case 0x7461_636F: "OCFS2"
        case 0x4750_4653: "GPFS"
        default: nil
        }
    }
}
