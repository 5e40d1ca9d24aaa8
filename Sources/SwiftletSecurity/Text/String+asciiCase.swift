import Swiftlet

extension StringProtocol {
    /// Whether the UTF-8 bytes of both strings are equal, ignoring the case of ASCII letters.
    ///
    /// This is how HTTP and MIME compare tokens. Other letters are not folded: the Kelvin sign does not equal `k`.
    func hasSameBytesIgnoringASCIICase(as other: some StringProtocol) -> Bool {
        utf8.lazy.map(\.asciiLowercased).elementsEqual(other.utf8.lazy.map(\.asciiLowercased))
    }
}
