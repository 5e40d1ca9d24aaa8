/// The version of a file, from its `stat` data.
struct FileVersion: Hashable {
    /// A time stamp of the file system.
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
    /// The modification time, which programs can set.
    let modified: Time
    /// The status change time, which programs cannot set.
    let changed: Time
}
