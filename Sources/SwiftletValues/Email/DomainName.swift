/// The domain of an email address, in Unicode and in ASCII (IDNA 2008, RFC 5891).
struct DomainName: Equatable {
    /// The lowercase name in Unicode.
    let unicode: String
    /// The lowercase name in ASCII, with internationalized labels in Punycode.
    let ascii: String

    private static let nameLimit = 253
    private static let labelLimit = 63

    /// The special-use top-level domains that cannot receive mail: RFC 6761, 6762, 7686.
    private static let specialUse = ["arpa", "invalid", "local", "localhost", "onion", "test"]

    init(_ given: String) throws(EmailAddressError) {
        let excess = given.unicodeScalars.count - Self.nameLimit
        if excess > 0 {
            throw EmailAddressError(
                "The email address is too long after the @-sign (\(excess) character\(excess == 1 ? "" : "s") too many)."
            )
        }
        let forbidden = given.unicodeScalars.filter { $0.isASCII && !$0.isHostCharacter }
        if !forbidden.isEmpty { throw .characters("The part after the @-sign contains invalid characters", forbidden) }
        try EmailLocalPart.checkIsSafe(given)

        let mapped = try InternationalLabel.map(given)
        try Self.checkDots(mapped)
        let asciiLabels = try Self.asciiLabels(mapped)
        ascii = asciiLabels.joined(separator: ".")
        try Self.checkLengths(ascii, asciiLabels)
        try Self.checkIsDeliverable(ascii, asciiLabels)
        // Decoded last, so that the first of several errors is the same as in `email-validator`.
        unicode = try Self.unicodeLabels(asciiLabels).joined(separator: ".")
    }

    private static func asciiLabels(_ name: String) throws(EmailAddressError) -> [String] {
        guard !name.utf8.allSatisfy({ $0 < 0x80 }) else { return name.labels }
        var labels: [String] = []
        do throws(InternationalLabel.IDNAError) {
            for label in name.labels { labels.append(try InternationalLabel.encode(label)) }
        } catch {
            throw EmailAddressError("The part after the @-sign is invalid (\(error.reason)).")
        }
        return labels
    }

    private static func unicodeLabels(_ asciiLabels: [String]) throws(EmailAddressError) -> [String] {
        var labels: [String] = []
        do throws(InternationalLabel.IDNAError) {
            for label in asciiLabels { labels.append(try InternationalLabel.decode(label)) }
        } catch {
            throw EmailAddressError("The part after the @-sign is not valid IDNA (\(error.reason)).")
        }
        return labels
    }

    /// Checks that no label is empty or begins or ends with a hyphen.
    private static func checkDots(_ name: String) throws(EmailAddressError) {
        let bytes = name.utf8
        let period = UInt8(ascii: ".")
        let hyphen = UInt8(ascii: "-")
        if bytes.last == period { throw EmailAddressError("An email address cannot end with a period.") }
        if bytes.first == period {
            throw EmailAddressError("An email address cannot have a period immediately after the @-sign.")
        }
        if bytes.containsAdjacent(period, period) {
            throw EmailAddressError("An email address cannot have two periods in a row.")
        }
        if bytes.last == hyphen { throw EmailAddressError("An email address cannot end with a hyphen.") }
        if bytes.first == hyphen {
            throw EmailAddressError("An email address cannot have a hyphen immediately after the @-sign.")
        }
        if bytes.containsAdjacent(period, hyphen) || bytes.containsAdjacent(hyphen, period) {
            throw EmailAddressError("An email address cannot have a period and a hyphen next to each other.")
        }
        for label in name.labels {
            let start = Array(label.unicodeScalars.prefix(4))
            if start.count == 4, start[2] == "-", start[3] == "-", !label.hasPrefix("xn") {
                throw EmailAddressError(
                    "An email address cannot have two letters followed by two dashes immediately after the @-sign or "
                        + "after a period, except Punycode."
                )
            }
        }
    }

    private static func checkLengths(_ name: String, _ labels: [String]) throws(EmailAddressError) {
        let excess = name.utf8.count - nameLimit
        if excess > 0 {
            throw EmailAddressError(
                "The email address is too long after the @-sign (\(excess) byte\(excess == 1 ? "" : "s") too many after IDNA "
                    + "encoding)."
            )
        }
        for label in labels {
            let excess = label.utf8.count - labelLimit
            guard excess > 0 else { continue }
            throw EmailAddressError(
                "After the @-sign, periods cannot be separated by so many characters (\(excess) "
                    + "character\(excess == 1 ? "" : "s") too many)."
            )
        }
    }

    private static func checkIsDeliverable(_ name: String, _ labels: [String]) throws(EmailAddressError) {
        guard labels.count > 1 else {
            throw EmailAddressError("The part after the @-sign is not valid. It should have a period.")
        }
        guard let last = name.utf8.last, UInt8(ascii: "a")...UInt8(ascii: "z") ~= last else {
            throw EmailAddressError(
                "The part after the @-sign is not valid. It is not within a valid top-level domain."
            )
        }
        if let top = labels.last, specialUse.contains(top) {
            throw EmailAddressError(
                "The part after the @-sign is a special-use or reserved name that cannot be used with email."
            )
        }
    }
}

extension Unicode.Scalar {
    /// Whether a host name may contain the ASCII character.
    ///
    /// Includes the period.
    fileprivate var isHostCharacter: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "-", ".": true
        default: false
        }
    }
}
