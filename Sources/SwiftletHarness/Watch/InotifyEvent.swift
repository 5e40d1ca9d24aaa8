import Glibc

/// An event of [inotify](https://man7.org/linux/man-pages/man7/inotify.7.html).
struct InotifyEvent: Hashable {
    /// The size of the fields before the name.
    private static let headSize = 16

    /// The watch descriptor of the folder.
    let watch: Int32
    private let mask: UInt32
    /// The name of the file in the folder; empty for the folder itself.
    let name: String

    /// Whether events were lost.
    var isOverflow: Bool { mask & UInt32(IN_Q_OVERFLOW) != 0 }
    /// Whether the watch was removed, because its folder was deleted.
    var isRemoved: Bool { mask & UInt32(IN_IGNORED) != 0 }

    /// The events in the bytes that were read from the kernel.
    static func all(in bytes: ArraySlice<UInt8>) -> [InotifyEvent] {
        var events: [InotifyEvent] = []
        var rest = bytes
        while rest.count >= headSize {
            let length = Int(number(rest.dropFirst(12)))
            let name = rest.dropFirst(headSize).prefix(length)
            events.append(
                InotifyEvent(
                    watch: Int32(bitPattern: number(rest)),
                    mask: number(rest.dropFirst(4)),
                    // The name is padded with NUL bytes.
                    name: String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
                )
            )
            rest = rest.dropFirst(headSize + length)
        }
        return events
    }

    /// The number in the first four bytes, little-endian as on all platforms of Swift on Linux.
    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
