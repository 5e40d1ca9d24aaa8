/// The output buffer of a writer.
///
/// The array is larger than the text: storing a byte is much cheaper than appending one.
struct TextBuffer: Sendable {
    private var storage: [UInt8]
    /// The length of the text.
    private(set) var count = 0

    init(reserving capacity: Int) {
        storage = [UInt8](repeating: 0, count: max(capacity, 32))
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count == storage.count { grow(by: 1) }
        storage[count] = byte
        count &+= 1
    }

    mutating func append(_ text: Span<UInt8>) {
        let length = text.count
        reserve(length)
        let start = count
        unsafe text.withUnsafeBytes { source in
            unsafe storage.withUnsafeMutableBytes { buffer in
                unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start...]).copyMemory(from: source)
            }
        }
        count = start &+ length
    }

    mutating func append(contentsOf text: some Collection<UInt8>) {
        let isCopied: Void? = text.withContiguousStorageIfAvailable { unsafe append($0.span) }
        guard isCopied == nil else { return }
        reserve(text.count)
        var end = count
        for byte in text {
            storage[end] = byte
            end &+= 1
        }
        count = end
    }

    /// Appends a text, escaped for JSON.
    mutating func append(escaping text: Span<UInt8>) {
        var cursor = 0
        while cursor < text.count {
            let left = text.count &- cursor
            reserve(left &+ left &>> 3 &+ Self.step)
            cursor = fill(text, from: cursor)
        }
    }

    /// Truncates the array to the text and returns it.
    mutating func take() -> [UInt8] {
        storage.removeLast(storage.count &- count)
        let text = storage
        storage = []
        count = 0
        return text
    }

    /// An upper bound of the bytes that one step of ``fill(_:from:)`` writes.
    private static let step = 16

    /// Escapes the text from an offset while there is capacity, and returns the next offset.
    private mutating func fill(_ text: Span<UInt8>, from start: Int) -> Int {
        var cursor = start
        var end = count
        unsafe storage.withUnsafeMutableBytes { buffer in
            let limit = buffer.count &- Self.step
            while cursor < text.count, end <= limit {
                if cursor &+ 8 <= text.count {
                    let word = WordScan.load(text, at: cursor)
                    // The bytes after the plain ones are overwritten later.
                    unsafe buffer.storeBytes(of: word.littleEndian, toByteOffset: end, as: UInt64.self)
                    let plain = WordScan.firstNeedingEscape(in: word)
                    cursor &+= plain
                    end &+= plain
                    if plain == 8 { continue }
                }
                let byte = text[cursor]
                if byte < ASCII.space || byte == ASCII.quote || byte == ASCII.backslash {
                    end = unsafe Self.escape(byte, into: buffer, at: end)
                } else {
                    unsafe buffer[end] = byte
                    end &+= 1
                }
                cursor &+= 1
            }
        }
        count = end
        return cursor
    }

    /// Writes the escape of a byte, at most six bytes, and returns the offset after it.
    private static func escape(_ byte: UInt8, into buffer: UnsafeMutableRawBufferPointer, at end: Int) -> Int {
        unsafe buffer[end] = ASCII.backslash
        let letter: UInt8
        switch byte {
        case 0x08: letter = UInt8(ascii: "b")
        case 0x0c: letter = UInt8(ascii: "f")
        case ASCII.newline: letter = UInt8(ascii: "n")
        case ASCII.carriageReturn: letter = UInt8(ascii: "r")
        case ASCII.tab: letter = UInt8(ascii: "t")
        case ASCII.quote, ASCII.backslash: letter = byte
        default:
            unsafe buffer[end &+ 1] = UInt8(ascii: "u")
            unsafe buffer[end &+ 2] = ASCII.zero
            unsafe buffer[end &+ 3] = ASCII.zero
            unsafe buffer[end &+ 4] = hexDigit(byte &>> 4)
            unsafe buffer[end &+ 5] = hexDigit(byte & 0xf)
            return end &+ 6
        }
        unsafe buffer[end &+ 1] = letter
        return end &+ 2
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? ASCII.zero &+ value : UInt8(ascii: "a") &+ value &- 10
    }

    @inline(__always)
    private mutating func reserve(_ length: Int) {
        if storage.count &- count < length { grow(by: length) }
    }

    @inline(never)
    private mutating func grow(by length: Int) {
        let size = max(storage.count * 2, count + length)
        storage.append(contentsOf: repeatElement(0, count: size - storage.count))
    }
}
