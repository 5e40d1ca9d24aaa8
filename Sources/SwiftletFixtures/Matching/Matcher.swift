public import SwiftletJSON

/// A constraint on a value in an expectation, such as `<integer>` or `<save token jwt>`.
///
/// A matcher is a whole string in angle brackets:
///
/// | text | matches |
/// |---|---|
/// | `<any>` | any value, including `null` |
/// | `<string>` `<number>` `<integer>` `<boolean>` `<array>` `<object>` | any value of that type |
/// | `<timestamp>` | a string with a date and time as in RFC 3339 |
/// | `<uuid>` | a string with a UUID, ignoring case |
/// | `<jwt>` | a string with a signed token in compact form (RFC 7519); the signature is not verified |
/// | `<regex PATTERN>` | a string that the pattern matches as a whole |
/// | `<save NAME>`, `<save NAME MATCHER>` | any value, or what the matcher matches; later events use it as `{{NAME}}` |
/// | `<save NAME regex …(…)…>` | a string that the pattern matches; the first group is saved |
/// | `<literal TEXT>` | the string `TEXT`, which would otherwise be a matcher |
///
/// A string in angle brackets that starts with another word is not a matcher.
public struct Matcher: Sendable, Hashable, CustomStringConvertible {
    enum Kind: Sendable, Hashable {
        case any
        case string
        case number
        case integer
        case boolean
        case array
        case object
        case timestamp
        case uuid
        case jwt
        case regex(String)
        case literal(String)
    }

    let kind: Kind
    /// The name under which a matching value is saved, or `nil`.
    public let savedName: String?
    /// The matcher as written.
    public let description: String

    /// Parses a matcher; `nil` if the string is not one.
    ///
    /// - Parameter text: The string of the expectation.
    /// - Throws: ``FixtureError`` with `.invalidMatcher` if the matcher is invalid: `<save>` without a name, or `<regex …>`
    ///   with an invalid pattern.
    public init?(_ text: String) throws(FixtureError) {
        guard text.hasPrefix("<"), text.hasSuffix(">"), text.count > 2 else { return nil }
        var rest = text.dropFirst().dropLast()
        var savedName: String?
        if let arguments = rest.arguments(of: "save") {
            guard let name = arguments.split(separator: " ").first, SavedValues.isName(name) else {
                throw FixtureError(
                    .invalidMatcher,
                    "The matcher `\(text)` requires a name: letters, digits, `-` and `_`, as in `<save user_id>`."
                )
            }
            savedName = String(name)
            rest = arguments.dropFirst(name.count).drop { $0 == " " }
            if rest.isEmpty { rest = "any" }
        }
        guard let kind = try Kind(rest) else {
            guard let savedName else { return nil }
            throw FixtureError(.invalidMatcher, "`\(rest)` in `\(text)` is not a matcher: use `<save \(savedName)>`.")
        }
        self.kind = kind
        self.savedName = savedName
        self.description = text
    }

    /// Whether a value matches.
    public func matches(_ value: JSON) -> Bool {
        switch (kind, value) {
        case (.any, _), (.string, .string), (.number, .number), (.boolean, .bool), (.array, .array), (.object, .object):
            true
        case (.integer, .number(let number)): number.int64 != nil || number.uint64 != nil
        case (.timestamp, .string(let text)): Timestamp.isTimestamp(text)
        case (.uuid, .string(let text)): Self.isUUID(text)
        case (.jwt, .string(let text)): CompactToken.isToken(text)
        case (.regex(let pattern), .string(let text)): Self.isWholeMatch(pattern, matches: text)
        case (.literal(let expected), .string(let text)): JSON.string(expected) == .string(text)
        default: false
        }
    }

    /// The part of a matching value to save: the whole value, or the first group of a pattern.
    func part(of value: JSON) -> JSON {
        guard case .regex(let pattern) = kind, let text = value.string, let regex = try? Regex(pattern),
            let match = try? regex.wholeMatch(in: text), match.output.count > 1, let group = match.output[1].substring
        else { return value }
        return .string(String(group))
    }

    /// Whether a text is a matcher, valid or not.
    static func isMatcherSyntax(_ text: String) -> Bool {
        do {
            return try Matcher(text) != nil
        } catch {
            return true
        }
    }

    /// Whether a text is a UUID: hexadecimal digits in groups of 8, 4, 4, 4 and 12.
    static func isUUID(_ text: String) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(\.isHexDigit) }
    }

    private static func isWholeMatch(_ pattern: String, matches text: String) -> Bool {
        // The initializer has rejected invalid patterns.
        guard let regex = try? Regex(pattern) else { return false }
        return (try? regex.wholeMatch(in: text)) != nil
    }
}

extension Matcher.Kind {
    private static let words: [Substring: Matcher.Kind] = [
        "any": .any, "string": .string, "number": .number, "integer": .integer, "boolean": .boolean, "array": .array,
        "object": .object, "timestamp": .timestamp, "uuid": .uuid, "jwt": .jwt,
    ]

    fileprivate init?(_ text: Substring) throws(FixtureError) {
        if let kind = Self.words[text] {
            self = kind
        } else if let pattern = text.arguments(of: "regex") {
            guard !pattern.isEmpty else {
                throw FixtureError(.invalidMatcher, "`<regex>` requires a pattern, as in `<regex [a-z]+>`.")
            }
            do {
                _ = try Regex(String(pattern))
            } catch {
                throw FixtureError(.invalidMatcher, "The pattern of `<regex \(pattern)>` is invalid: \(error)")
            }
            self = .regex(String(pattern))
        } else if let literal = text.arguments(of: "literal") {
            self = .literal(String(literal))
        } else {
            return nil
        }
    }
}

extension Substring {
    /// The text after a word and a space, or empty; `nil` if the text does not start with the word.
    fileprivate func arguments(of word: String) -> Substring? {
        if self == word { return "" }
        guard hasPrefix(word + " ") else { return nil }
        return dropFirst(word.count + 1)
    }
}

extension UInt8 {
    var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }

    fileprivate var isHexDigit: Bool {
        isDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= self || UInt8(ascii: "A")...UInt8(ascii: "F") ~= self
    }
}
