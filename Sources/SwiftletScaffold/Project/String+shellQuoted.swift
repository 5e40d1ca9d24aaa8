extension String {
    /// The text as one word of a shell command, quoted if necessary.
    var shellQuoted: String {
        wholeMatch(of: /[\w.\/~+@%-]+/) == nil ? "'\(replacing("'", with: #"'\''"#))'" : self
    }
}
