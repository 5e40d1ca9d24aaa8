/// A version of a file's contents, as its status has it.
struct FileVersion: Hashable {
    /// An instant of the file system.
    struct Time: Hashable {
        /// The whole seconds since 1970.
        let seconds: Int
        /// The nanoseconds after them.
        let nanoseconds: Int
    }

    let device: UInt64
    let inode: UInt64
    /// The size in bytes.
    let size: Int
    /// When the contents were modified, which a program may set to any date.
    let modified: Time
    /// When contents or status were changed, which no program can set.
    let changed: Time
}
