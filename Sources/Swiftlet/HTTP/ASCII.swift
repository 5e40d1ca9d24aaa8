extension UInt8 {
    /// The byte with an ASCII letter lowercased; other bytes are unchanged.
    package var asciiLowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }

    var isASCIILowercase: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
}

extension Substring {
    /// Whether the text equals lowercase text, ignoring the case of ASCII letters.
    package func equalsIgnoringASCIICase(_ lowercased: String) -> Bool {
        utf8.lazy.map(\.asciiLowercased).elementsEqual(lowercased.utf8)
    }
}
