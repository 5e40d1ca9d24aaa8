import FoundationEssentials

/// The date format of a `Set-Cookie` field (RFC 9110, section 5.6.7): `Thu, 01 Jan 1970 00:00:00 GMT`.
enum HTTPDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Parses a date; the day, the month and the year may also be separated by dashes.
    ///
    /// - Returns: The date; `nil` if the text is invalid.
    static func parse(_ text: Substring) -> Date? {
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }
        guard words.count >= 5, let day = Int(words[1]), let year = Int(words[3]),
            let month = months.firstIndex(of: words[2].lowercased())
        else { return nil }
        let clock = words[4].split(separator: ":")
        guard clock.count == 3 else { return nil }
        let date = "\(padded(year, 4))-\(padded(month + 1, 2))-\(padded(day, 2))"
        return try? Date.ISO8601FormatStyle().parse("\(date)T\(clock.joined(separator: ":"))Z")
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
