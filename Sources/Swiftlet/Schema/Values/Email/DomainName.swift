/// A domain name that mail can be sent to, in Unicode and in ASCII (IDNA 2008, RFC 5891).
struct DomainName: Equatable {
    /// The name in lower case, in Unicode.
    let unicode: String
    /// The name in lower case, with labels of other letters in Punycode.
    let ascii: String

    private static let nameLimit = 253
    private static let labelLimit = 63

    /// The top-level domains of which no mail can come: RFC 6761, 6762, 7686.
    private static let specialUse = ["arpa", "invalid", "local", "localhost", "onion", "test"]

    init(_ given: String) throws(EmailFault) {
        let excess = given.unicodeScalars.count - Self.nameLimit
        if excess > 0 {
            throw EmailFault(
                "The email address is too long after the @-sign (\(excess) character\(plural(excess)) too many)."
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
        // Only then: of several faults the first is reported, as by `email-validator`.
        unicode = try Self.unicodeLabels(asciiLabels).joined(separator: ".")
    }

    private static func asciiLabels(_ name: String) throws(EmailFault) -> [String] {
        guard !name.utf8.allSatisfy({ $0 < 0x80 }) else { return name.labels }
        var labels: [String] = []
        do throws(InternationalLabel.Fault) {
            for label in name.labels { labels.append(try InternationalLabel.encode(label)) }
        } catch {
            throw EmailFault("The part after the @-sign is invalid (\(error.reason)).")
        }
        return labels
    }

    private static func unicodeLabels(_ asciiLabels: [String]) throws(EmailFault) -> [String] {
        var labels: [String] = []
        do throws(InternationalLabel.Fault) {
            for label in asciiLabels { labels.append(try InternationalLabel.decode(label)) }
        } catch {
            throw EmailFault("The part after the @-sign is not valid IDNA (\(error.reason)).")
        }
        return labels
    }

    /// Checks that no label is empty, and that none begins or ends with a hyphen.
    private static func checkDots(_ name: String) throws(EmailFault) {
        let bytes = name.utf8
        let period = UInt8(ascii: ".")
        let hyphen = UInt8(ascii: "-")
        if bytes.last == period { throw EmailFault("An email address cannot end with a period.") }
        if bytes.first == period {
            throw EmailFault("An email address cannot have a period immediately after the @-sign.")
        }
        if bytes.containsAdjacent(period, period) {
            throw EmailFault("An email address cannot have two periods in a row.")
        }
        if bytes.last == hyphen { throw EmailFault("An email address cannot end with a hyphen.") }
        if bytes.first == hyphen {
            throw EmailFault("An email address cannot have a hyphen immediately after the @-sign.")
        }
        if bytes.containsAdjacent(period, hyphen) || bytes.containsAdjacent(hyphen, period) {
            throw EmailFault("An email address cannot have a period and a hyphen next to each other.")
        }
        for label in name.labels {
            let start = Array(label.unicodeScalars.prefix(4))
            if start.count == 4, start[2] == "-", start[3] == "-", !label.hasPrefix("xn") {
                throw EmailFault(
                    "An email address cannot have two letters followed by two dashes immediately after the @-sign or "
                        + "after a period, except Punycode."
                )
            }
        }
    }

    private static func checkLengths(_ name: String, _ labels: [String]) throws(EmailFault) {
        let excess = name.utf8.count - nameLimit
        if excess > 0 {
            throw EmailFault(
                "The email address is too long after the @-sign (\(excess) byte\(plural(excess)) too many after IDNA "
                    + "encoding)."
            )
        }
        for label in labels {
            let excess = label.utf8.count - labelLimit
            guard excess > 0 else { continue }
            throw EmailFault(
                "After the @-sign, periods cannot be separated by so many characters (\(excess) "
                    + "character\(plural(excess)) too many)."
            )
        }
    }

    private static func checkIsDeliverable(_ name: String, _ labels: [String]) throws(EmailFault) {
        guard labels.count > 1 else {
            throw EmailFault("The part after the @-sign is not valid. It should have a period.")
        }
        guard let last = name.utf8.last, UInt8(ascii: "a")...UInt8(ascii: "z") ~= last else {
            throw EmailFault("The part after the @-sign is not valid. It is not within a valid top-level domain.")
        }
        if let top = labels.last, specialUse.contains(top) {
            throw EmailFault(
                "The part after the @-sign is a special-use or reserved name that cannot be used with email."
            )
        }
    }
}

extension Unicode.Scalar {
    /// Whether a host name may have the ASCII character, or it is a period.
    fileprivate var isHostCharacter: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "-", ".": true
        default: false
        }
    }
}
