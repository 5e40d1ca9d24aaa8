import FoundationEssentials
import Swiftlet
import SwiftletSecurity

/// Reads settings from environment variables and collects errors, which name the variables but not their values.
///
/// The value can also be in a file named by `NAME_FILE`, as for mounted secrets.
struct SettingsReader {
    private let variables: [String: String]
    private var faults: [String] = []

    init(_ variables: [String: String]) {
        self.variables = variables
    }

    /// Returns the value of a variable or of the file it names, or `nil` if it is not set or empty.
    mutating func text(_ name: String) -> String? {
        if let value = variables[name], !value.isEmpty { return value }
        guard let path = variables[name + "_FILE"], !path.isEmpty else { return nil }
        guard let bytes = FileManager.default.contents(atPath: path), let text = String(bytes: bytes, encoding: .utf8)
        else {
            faults.append("The file in \(name)_FILE cannot be read as text.")
            return nil
        }
        let value = text.trimmingCharacters(while: \.isWhitespace)
        if value.isEmpty { faults.append("The file in \(name)_FILE is empty.") }
        return value.isEmpty ? nil : value
    }

    mutating func integer(_ name: String, _ range: ClosedRange<Int>) -> Int? {
        guard let text = text(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            faults.append("\(name) must be an integer between \(range.lowerBound) and \(range.upperBound).")
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

    /// Parses a comma-separated list of password hash formats, each at most once; `none` is an empty list.
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
            faults.append("\(name) must start with a slash and not end with one, such as /api/v1.")
            return nil
        }
        return text
    }

    /// Parses a list of origins, as a JSON array or separated by commas.
    mutating func origins(_ name: String) -> [String]? {
        guard let text = text(name) else { return nil }
        let listed =
            text.hasPrefix("[")
            ? (try? JSON(parsing: text))?.array?.map { $0.string ?? "" } ?? [""]
            : text.split(separator: ",").map { String($0).trimmingCharacters(while: \.isWhitespace) }
        guard listed.allSatisfy({ $0 == "*" || $0.hasPrefix("https://") || $0.hasPrefix("http://") }) else {
            faults.append("\(name) must be a comma-separated list of origins such as https://app.example.com, or *.")
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

    /// Reads a key as plain text or in the JSON of a secrets manager: `{"SECRET_KEY": "…"}`.
    mutating func secretKey(_ name: String, atLeast length: Int) -> Secret<String>? {
        guard let text = text(name) else { return nil }
        let key = text.hasPrefix("{") ? (try? JSON(parsing: text))?[name]?.string ?? "" : text
        guard key.utf8.count >= length else {
            faults.append("\(name) must have at least \(length) bytes, or be JSON with a member of that name.")
            return nil
        }
        return Secret(key)
    }

    /// Reads a database URL as plain text or from the JSON of a secrets manager.
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

    /// Returns a closure that reads the database URL again, to pick up a rotated secret.
    ///
    /// - Returns: The closure, which throws ``SettingsError``, or `nil` if the URL is not in a file.
    func databaseURLReloader(_ name: String) -> (@Sendable () async throws -> String)? {
        guard (variables[name] ?? "").isEmpty, variables[name + "_FILE"]?.isEmpty == false else { return nil }
        return { [variables] in
            var reader = SettingsReader(variables)
            let url = reader.databaseURL(name)
            try reader.finish()
            guard let url else { throw SettingsError(faults: ["The file in \(name)_FILE contains no database URL."]) }
            return url.revealed
        }
    }

    mutating func firstUser(_ emailName: String, _ passwordName: String) -> Settings.FirstUser? {
        let address = text(emailName)
        let password = text(passwordName)
        if address == nil, password == nil { return nil }
        let email = address.flatMap { EmailAddress($0) }
        if email == nil { faults.append("\(emailName) must be an email address if \(passwordName) is set.") }
        if !(8...128).contains(password?.unicodeScalars.count ?? 0) {
            faults.append("\(passwordName) must have 8 to 128 characters if \(emailName) is set.")
        }
        guard let email, let password else { return nil }
        return Settings.FirstUser(email: email, password: Secret(password))
    }

    /// Records a missing setting, unless it is already recorded as invalid.
    mutating func require(_ name: String, _ what: String) {
        if !faults.contains(where: { $0.hasPrefix(name) }) { faults.append("\(name) must be set: \(what).") }
    }

    func finish() throws(SettingsError) {
        if !faults.isEmpty { throw SettingsError(faults: faults) }
    }
}

extension String {
    /// The string without leading and trailing characters that match `predicate`.
    fileprivate func trimmingCharacters(while predicate: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !predicate($0) }), let last = lastIndex(where: { !predicate($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
