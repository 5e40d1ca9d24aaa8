import Swiftlet
import SwiftletSecurity
import SwiftletSettings

// The formats of this service's settings.

extension SettingFormat where Value == String {
    /// A path that is prepended to those of the endpoints.
    static var pathPrefix: SettingFormat {
        SettingFormat("a path that starts with a slash and does not end with one, such as /api/v1") { text in
            text.hasPrefix("/") && !text.hasSuffix("/") && !text.contains("{") ? text : nil
        }
    }

    /// A limit such as `100/minute`, or `off`.
    static var rateLimit: SettingFormat {
        SettingFormat("a limit such as 100/minute, or off") { text in
            text == "off" || RateLimit(text) != nil ? text : nil
        }
    }
}

extension SettingFormat where Value == EmailAddress {
    /// An email address.
    static var emailAddress: SettingFormat {
        SettingFormat("an email address") { EmailAddress($0) }
    }
}

extension SettingFormat where Value == Secret<String> {
    /// A password of a user.
    static var password: SettingFormat {
        SettingFormat("a password of 8 to 128 characters", isSecret: true) { text in
            8...128 ~= text.unicodeScalars.count ? Secret(text) : nil
        }
    }
}

extension SettingFormat where Value == [LegacyPasswordHash] {
    /// Password hash formats, separated by commas, each at most once; `none` is an empty list.
    static var legacyPasswordHashes: SettingFormat {
        let expectation = """
            none, or some of argon2:KIB:PASSES, bcrypt:COST and pbkdf2_sha256:ITERATIONS, each once and separated by \
            commas; without a cost its default applies
            """
        return SettingFormat(expectation) { text in
            if text == "none" { return [] }
            let words = text.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            let hashes = words.compactMap { LegacyPasswordHash($0) }
            let areValid = hashes.count == words.count && Set(hashes.map(\.name)).count == hashes.count
            return areValid ? hashes : nil
        }
    }
}
