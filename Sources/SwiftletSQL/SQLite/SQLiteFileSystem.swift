import CSQLite

/// What SQLite needs to know about the file system that a database file is on.
struct SQLiteFileSystem: Equatable, Sendable {
    /// Whether nothing on it can be written, as in `/var/task` of a function or in the layers of an image.
    var isReadOnly = false

    /// Its name where it is shared between hosts, nil where it is local.
    var networkName: String?

    /// The file system of a file, or of the folder in which it will be made; a local one where that cannot be found out.
    static func of(_ path: String) -> SQLiteFileSystem {
        of(existing: path) ?? of(existing: folder(of: path)) ?? SQLiteFileSystem()
    }

    /// Whether there is a journal beside a database file, without which the file alone may not be consistent.
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

    /// The name of a file system that several hosts can share, by its number in
    /// [statfs(2)](https://man7.org/linux/man-pages/man2/statfs.2.html).
    ///
    /// EFS and FSx for OpenZFS are NFS, FSx for Windows is SMB. FUSE and 9P stand for local files as often as for remote
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
