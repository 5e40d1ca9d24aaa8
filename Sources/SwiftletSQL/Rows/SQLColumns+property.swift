import SwiftletJSON

extension SQLColumns {
    /// Returns the position of the column for a `Decodable` property: the column of the same name, or else the one whose
    /// name differs only in underscores and in the case of ASCII letters.
    ///
    /// `userID` matches `user_id`, `avatarURL` matches `avatar_url`, and `HTTPStatus` matches `http_status`.
    ///
    /// - Returns: The position, or `nil` if there is no such column. Of columns with the same name it is the first.
    /// - Throws: ``SQLError`` with the code `decodingFailed` if columns of different names match.
    func position(ofProperty name: String) throws(SQLError) -> Int? {
        if let exact = index(of: name) { return exact }
        var found: Int?
        for position in names.indices where Self.isSpelledLike(name, column: names[position]) {
            guard let first = found else {
                found = position
                continue
            }
            guard names[first].utf8Equals(names[position]) else {
                throw SQLError(
                    .decodingFailed,
                    "The property \(name) matches the columns \"\(names[first])\" and \"\(names[position])\": rename one of them."
                )
            }
        }
        return found
    }

    private static func isSpelledLike(_ name: String, column: String) -> Bool {
        var letters = name.utf8.makeIterator()
        var columnLetters = column.utf8.makeIterator()
        while true {
            let letter = next(&letters)
            guard letter == next(&columnLetters) else { return false }
            if letter == nil { return true }
        }
    }

    /// Returns the next byte that is not an underscore, in lowercase.
    private static func next(_ letters: inout String.UTF8View.Iterator) -> UInt8? {
        while let letter = letters.next() {
            guard letter != UInt8(ascii: "_") else { continue }
            return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) ? letter | 0x20 : letter
        }
        return nil
    }
}
