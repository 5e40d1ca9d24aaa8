/// One 64-bit word of a document's tape.
///
/// A scalar or an object key is one word: kind (4 bits), length (28 bits), offset (32 bits). The offset and length of a
/// string exclude its quotes. A container is two words and then its contents: the first word's length is the number of
/// words up to the container's end, so that skipping one is an addition; the second holds the number of children and
/// the byte offset after the closing bracket.
///
/// While a container is open, its first word's length is the index of the container around it plus one, so that the
/// parser needs no stack of its own.
struct TapeWord: Sendable {
    /// The kind of a word.
    ///
    /// The raw value is stored in the word's top four bits.
    enum Kind: UInt64 {
        case null
        case `true`
        case `false`
        case integer
        case decimal
        case string
        case escapedString
        case array
        case object
    }

    /// The maximum of the 28-bit length, and so of the text's size.
    static let maximumLength = (1 << 28) - 1

    private static let lengthShift: UInt64 = 32
    private static let kindShift: UInt64 = 60
    private static let lengthMask: UInt64 = 0x0fff_ffff_0000_0000
    private static let offsetMask: UInt64 = 0xffff_ffff

    var bits: UInt64

    @inline(__always)
    init(_ kind: Kind, offset: Int, length: Int) {
        bits =
            kind.rawValue &<< Self.kindShift | UInt64(truncatingIfNeeded: length) &<< Self.lengthShift
            | UInt64(truncatingIfNeeded: offset)
    }

    /// The second word of a container.
    @inline(__always)
    init(count: Int, endOffset: Int) {
        bits = UInt64(truncatingIfNeeded: count) &<< 32 | UInt64(truncatingIfNeeded: endOffset)
    }

    @inline(__always) var rawKind: UInt64 { bits &>> Self.kindShift }

    /// Kind and length combined, for comparison.
    @inline(__always) var shape: UInt64 { bits &>> Self.lengthShift }

    /// The kind of a first word.
    ///
    /// The fallback is unreachable: a tape has no word with another raw value.
    @inline(__always) var kind: Kind { Kind(rawValue: rawKind) ?? .null }

    @inline(__always) var length: Int {
        get { Int(truncatingIfNeeded: (bits & Self.lengthMask) &>> Self.lengthShift) }
        set { bits = bits & ~Self.lengthMask | UInt64(truncatingIfNeeded: newValue) &<< Self.lengthShift }
    }

    @inline(__always) var offset: Int { Int(truncatingIfNeeded: bits & Self.offsetMask) }

    // Compared as whole words, without a shift: the kind is in the top bits.

    @inline(__always) var isContainer: Bool { bits >= Kind.array.rawValue &<< Self.kindShift }

    @inline(__always) var isStringWord: Bool { rawKind &- Kind.string.rawValue <= 1 }

    /// Whether an object's key, which is a string, has escapes.
    @inline(__always) var isEscapedKey: Bool { bits >= Kind.escapedString.rawValue &<< Self.kindShift }

    /// The number of tape words of the value, including its first.
    @inline(__always) var width: Int { isContainer ? length : 1 }

    /// The number of children, in a container's second word.
    @inline(__always) var childCount: Int { Int(truncatingIfNeeded: bits &>> 32) }

    /// The byte offset after the closing bracket, in a container's second word.
    @inline(__always) var endOffset: Int { offset }
}
