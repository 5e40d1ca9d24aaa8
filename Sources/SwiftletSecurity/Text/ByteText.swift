/// A text that is compared and hashed by its UTF-8 bytes.
///
/// `==` of `String` is canonical equivalence: `K` equals U+212A, the Kelvin sign. Names in tokens, keys and requests are
/// bytes to everyone else who reads them, so two that differ in bytes are two names.
struct ByteText: Hashable {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: ByteText, right: ByteText) -> Bool {
        left.text.hasSameBytes(as: right.text)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { bytes in unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }
    }
}

extension StringProtocol {
    /// Whether both texts have the same UTF-8 bytes.
    func hasSameBytes(as other: some StringProtocol) -> Bool {
        utf8.elementsEqual(other.utf8)
    }

    /// Whether both texts have the same UTF-8 bytes where upper and lower case of ASCII letters count as equal.
    ///
    /// The rule for tokens in HTTP and MIME. Other letters have one case only: the Kelvin sign is not `k`.
    func hasSameBytesIgnoringASCIICase(as other: some StringProtocol) -> Bool {
        utf8.lazy.map(\.lowercasedASCII).elementsEqual(other.utf8.lazy.map(\.lowercasedASCII))
    }
}

extension UInt8 {
    fileprivate var lowercasedASCII: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
