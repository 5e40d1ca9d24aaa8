extension PercentCoding {
    static func encode(_ scalars: ArraySlice<Unicode.Scalar>, allowing allowed: Allowed) -> String {
        encode(String(String.UnicodeScalarView(scalars)), allowing: allowed)
    }
}

/// The percent-encode sets of the [WHATWG URL standard](https://url.spec.whatwg.org/#percent-encoded-bytes).
extension PercentCoding.Allowed {
    /// Excludes only control characters and non-ASCII characters, as all sets do.
    static let urlControl = Self(printableExcept: "")
    static let urlFragment = Self(printableExcept: " \"<>`")
    static let urlQuery = Self(printableExcept: " \"#<>")
    static let urlSpecialQuery = Self(printableExcept: " \"#<>'")
    static let urlPath = Self(printableExcept: " \"#<>?`{}")
    static let urlUserInfo = Self(printableExcept: " \"#<>?`{}/:;=@[\\]^|")
}
