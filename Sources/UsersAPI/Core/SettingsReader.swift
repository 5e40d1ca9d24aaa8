import FoundationEssentials
import Swiftlet
import SwiftletSecurity

/// Reads settings from environment variables and collects what is wrong with them, by name and without values.
///
/// A variable's value may also stand in a file, which `NAME_FILE` names: the way secrets are mounted.
struct SettingsReader {
    private let variables: [String: String]
    private var faults: [String] = []

    init(_ variables: [String: String]) {
        self.variables = variables
    }

    /// The value of a variable, or of the file it names; `nil` where it is not set, or empty.
    mutating func text(_ name: String) -> String? {
        if let value = variables[name], !value.isEmpty { return value }
        guard let path = variables[name + "_FILE"], !path.isEmpty else { return nil }
        guard let bytes = FileManager.default.contents(atPath: path), let text = String(bytes: bytes, encoding: .utf8)
        else {
            faults.append("\(name)_FILE names a file that cannot be read as text.")
            return nil
        }
        let value = text.trimmingCharacters(while: \.isWhitespace)
        if value.isEmpty { faults.append("\(name)_FILE names a file that is empty.") }
        return value.isEmpty ? nil : value
    }

    mutating func integer(_ name: String, _ range: ClosedRange<Int>) -> Int? {
        guard let text = text(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            faults.append("\(name) must be a number from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return value
    }

    mutating func flag(_ name: String) -> Bool? {
        guard let text = text(name) else { return nil }
        switch text.lowercased() {
        case "1", "true", "yes", "on": return true
        case "0", "false", "no", "off": return false
        default:
            faults.append("\(name) must be true or false.")
            return nil
        }
    }

    mutating func choice(_ name: String, of values: [String]) -> String? {
        guard let text = text(name) else { return nil }
        guard values.contains(text) else {
            faults.append("\(name) must be one of \(values.joined(separator: ", ")).")
            return nil
        }
        return text
    }

    /// Formats of password hashes with commas between, each at most once; `none` is an empty list.
    mutating func passwordHashes(_ name: String) -> [LegacyPasswordHash]? {
        guard let text = text(name) else { return nil }
        if text == "none" { return [] }
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0).trimmingCharacters(while: \.isWhitespace) }
        let hashes = words.compactMap { LegacyPasswordHash($0) }
        guard hashes.count == words.count, Set(hashes.map(\.name)).count == hashes.count else {
            faults.append(
                """
                \(name) must be none, or some of argon2:KIB:PASSES, bcrypt:COST and pbkdf2_sha256:ITERATIONS, each once \
                and with commas between; without a cost its default applies.
                """
            )
            return nil
        }
        return hashes
    }

    mutating func path(_ name: String) -> String? {
        guard let text = text(name) else { return nil }
        guard text.hasPrefix("/"), !text.hasSuffix("/"), !text.contains("{") else {
            faults.append("\(name) must begin with a slash and not end with one, such as /api/v1.")
            return nil
        }
        return text
    }

    /// A list as JSON or with commas between.
    mutating func origins(_ name: String) -> [String]? {
        guard let text = text(name) else { return nil }
        let listed =
            text.hasPrefix("[")
            ? (try? JSON(parsing: text))?.array?.map { $0.string ?? "" } ?? [""]
            : text.split(separator: ",").map { String($0).trimmingCharacters(while: \.isWhitespace) }
        guard listed.allSatisfy({ $0 == "*" || $0.hasPrefix("https://") || $0.hasPrefix("http://") }) else {
            faults.append("\(name) must be origins such as https://app.example.com, with commas between, or *.")
            return nil
        }
        return listed
    }

    mutating func rateLimit(_ name: String, default standard: String) -> String? {
        guard let text = text(name) else { return standard }
        if text == "off" { return nil }
        guard RateLimit(text) != nil else {
            faults.append("\(name) must be a limit such as 100/minute, or off.")
            return nil
        }
        return text
    }

    /// A key as it is, or in the JSON that a secrets manager keeps: `{"SECRET_KEY": "…"}`.
    mutating func secretKey(_ name: String, atLeast length: Int) -> Secret<String>? {
        guard let text = text(name) else { return nil }
        let key = text.hasPrefix("{") ? (try? JSON(parsing: text))?[name]?.string ?? "" : text
        guard key.utf8.count >= length else {
            faults.append("\(name) must be at least \(length) bytes long, or JSON with a member of that name.")
            return nil
        }
        return Secret(key)
    }

    /// A URL as it is, or the JSON that a secrets manager keeps for a database.
    mutating func databaseURL(_ name: String) -> Secret<String>? {
        guard let text = text(name) else { return nil }
        let url = text.hasPrefix("{") ? (try? JSON(parsing: text)).flatMap(DatabaseSecret.init)?.url : text
        let schemes = ["postgres://", "postgresql://", "sqlite:"]
        guard let url, schemes.contains(where: url.hasPrefix) else {
            faults.append("\(name) must be a postgres:// or sqlite: URL, or JSON with host, username and password.")
            return nil
        }
        return Secret(url)
    }

    /// Reads the database URL again, where it is in a file: a secret that is rotated replaces it.
    ///
    /// - Returns: A closure that throws ``SettingsError``, nil where the URL is not in a file.
    func databaseURLReloader(_ name: String) -> (@Sendable () async throws -> String)? {
        guard (variables[name] ?? "").isEmpty, variables[name + "_FILE"]?.isEmpty == false else { return nil }
        return { [variables] in
            var reader = SettingsReader(variables)
            let url = reader.databaseURL(name)
            try reader.finish()
            guard let url else { throw SettingsError(faults: ["\(name)_FILE names a file without a database URL."]) }
            return url.revealed
        }
    }

    mutating func firstUser(_ emailName: String, _ passwordName: String) -> Settings.FirstUser? {
        let address = text(emailName)
        let password = text(passwordName)
        if address == nil, password == nil { return nil }
        let email = address.flatMap { EmailAddress($0) }
        if email == nil { faults.append("\(emailName) must be an email address, as \(passwordName) is set.") }
        if !(8...128).contains(password?.unicodeScalars.count ?? 0) {
            faults.append("\(passwordName) must be 8 to 128 characters long, as \(emailName) is set.")
        }
        guard let email, let password else { return nil }
        return Settings.FirstUser(email: email, password: Secret(password))
    }

    /// Says that a setting is missing, unless it has been said to be wrong.
    mutating func require(_ name: String, _ what: String) {
        if !faults.contains(where: { $0.hasPrefix(name) }) { faults.append("\(name) must be set: \(what).") }
    }

    func finish() throws(SettingsError) {
        if !faults.isEmpty { throw SettingsError(faults: faults) }
    }
}

/// What is wrong with the settings.
public struct SettingsError: Error, CustomStringConvertible {
    /// The mistakes, each in a sentence that names the variable and not its value.
    public let faults: [String]

    /// The mistakes, one in a line.
    public var description: String { faults.joined(separator: "\n") }
}

extension String {
    /// The text without such characters at its ends.
    fileprivate func trimmingCharacters(while predicate: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !predicate($0) }), let last = lastIndex(where: { !predicate($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
