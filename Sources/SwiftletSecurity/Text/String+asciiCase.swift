import Swiftlet

extension StringProtocol {
    /// Whether both texts have the same UTF-8 bytes where upper and lower case of ASCII letters count as equal.
    ///
    /// The rule for tokens in HTTP and MIME. Other letters have one case only: the Kelvin sign is not `k`.
    func hasSameBytesIgnoringASCIICase(as other: some StringProtocol) -> Bool {
        utf8.lazy.map(\.asciiLowercased).elementsEqual(other.utf8.lazy.map(\.asciiLowercased))
    }
}
