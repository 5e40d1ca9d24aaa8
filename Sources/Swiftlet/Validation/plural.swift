/// Returns the plural suffix for a count: an empty string for 1, otherwise `s`.
func plural(_ count: Int) -> String {
    count == 1 ? "" : "s"
}
