extension UInt8 {
    /// The byte with an ASCII letter in lower case; any other byte as it is.
    package var asciiLowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }

    var isASCIILowercase: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
}

extension Substring {
    /// Whether the text is another one, which is in lower case, but for the case of ASCII letters.
    package func equalsIgnoringASCIICase(_ lowercased: String) -> Bool {
        utf8.lazy.map(\.asciiLowercased).elementsEqual(lowercased.utf8)
    }
}
