/// The parsed parts of SQLite's message about a violated constraint.
struct SQLiteConstraintMessage: Equatable {
    var table: String?
    var columns: [String] = []
    var name: String?

    /// Parses `UNIQUE constraint failed: users.email, users.name`, `… failed: index 'users_lower'`,
    /// `CHECK constraint failed: age_is_positive`.
    init(_ message: String) {
        guard let marker = message.range(of: " constraint failed: ") else { return }
        let subject = message[marker.upperBound...]
        if message.hasPrefix("CHECK") {
            name = String(subject)
        } else if subject.hasPrefix("index '"), subject.hasSuffix("'") {
            name = String(subject.dropFirst("index '".count).dropLast())
        } else {
            for part in subject.split(separator: ",") {
                let pieces = part.drop { $0 == " " }.split(separator: ".", maxSplits: 1)
                guard pieces.count == 2 else { continue }
                table = String(pieces[0])
                columns.append(String(pieces[1]))
            }
        }
    }
}

extension StringProtocol {
    /// Returns the first occurrence of a text.
    ///
    /// The standard library provides it only with Foundation.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) {
                return start..<index(start, offsetBy: text.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
