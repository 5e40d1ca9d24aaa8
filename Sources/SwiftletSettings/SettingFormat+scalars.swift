public import Swiftlet

// MARK: - Text

extension SettingFormat where Value == String {
    /// Any text that is not empty.
    public static var text: SettingFormat { SettingFormat("text") { $0 } }

    /// One of some values.
    ///
    /// - Parameter values: The values, which are compared by byte.
    /// - Returns: The format.
    public static func choice(of values: [String]) -> SettingFormat {
        SettingFormat("one of \(values.joined(separator: ", "))") { text in
            values.first { $0.utf8.elementsEqual(text.utf8) }
        }
    }

    /// The origin of a website, such as `https://app.example.com`, or `*`.
    public static var origin: SettingFormat {
        SettingFormat("an origin such as https://app.example.com, or *") { text in
            text == "*" || text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
        }
    }

    /// An absolute URL.
    ///
    /// - Parameter schemes: The accepted schemes, in lower case.
    /// - Returns: The format, whose values have no white space and no control characters.
    public static func url(schemes: [String] = ["https", "http"]) -> SettingFormat {
        let expectation = "a URL that starts with \(schemes.map { "\($0)://" }.joined(separator: " or "))"
        return SettingFormat(expectation) { text in
            guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let rest = text.utf8[colon...]
            guard schemes.contains(text[..<colon].lowercased()), rest.starts(with: "://".utf8),
                let host = rest.dropFirst(3).first, !"/?#".utf8.contains(host),
                text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
            else { return nil }
            return text
        }
    }
}

extension SettingFormat where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// A case of an enumeration, by its raw value.
    ///
    /// - Parameter type: The enumeration.
    /// - Returns: The format.
    public static func choice(_ type: Value.Type) -> SettingFormat {
        let values = Value.allCases.map(\.rawValue)
        return SettingFormat("one of \(values.joined(separator: ", "))") { Value(rawValue: $0) }
    }
}

// MARK: - Numbers and Booleans

extension SettingFormat where Value == Int {
    /// A decimal integer.
    ///
    /// - Parameter range: The valid values.
    /// - Returns: The format.
    public static func integer(_ range: ClosedRange<Int>) -> SettingFormat {
        SettingFormat("an integer between \(range.lowerBound) and \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension SettingFormat where Value == Double {
    /// A decimal number.
    ///
    /// - Parameter range: The valid values.
    /// - Returns: The format.
    public static func number(_ range: ClosedRange<Double>) -> SettingFormat {
        SettingFormat("a number between \(range.lowerBound) and \(range.upperBound)") { text in
            Double(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension SettingFormat where Value == Bool {
    /// `true`, `yes`, `on` or `1`, or `false`, `no`, `off` or `0`, in upper or lower case.
    public static var bool: SettingFormat {
        SettingFormat("true or false") { text in
            switch text.lowercased() {
            case "1", "true", "yes", "on": true
            case "0", "false", "no", "off": false
            default: nil
            }
        }
    }
}

// MARK: - Secrets

extension SettingFormat where Value == Secret<String> {
    /// A confidential text, such as a key or a password.
    ///
    /// The value can also be the JSON object of a secrets manager, `{"NAME": "…"}`, with the name of the variable.
    ///
    /// - Parameter minimumLength: The minimum length in bytes.
    /// - Returns: The format.
    public static func secret(minimumLength: Int = 1) -> SettingFormat {
        let expectation = minimumLength == 1 ? "text" : "random text of at least \(minimumLength) bytes"
        return SettingFormat("\(expectation), or JSON with it as a member of that name", isSecret: true) { text, name in
            let secret = text.hasPrefix("{") ? (try? JSON(parsing: text))?[name]?.string : text
            return secret.flatMap { $0.utf8.count >= minimumLength ? Secret($0) : nil }
        }
    }

    /// The URL of a database: `postgres://` or `sqlite:`.
    ///
    /// The value can also be a secret in the format of AWS Secrets Manager's rotation functions: a JSON object with `host`
    /// and `username`, and optionally `port`, `password`, `dbname`, `sslmode` and `sslrootcert`.
    public static var databaseURL: SettingFormat {
        let expectation = "a postgres:// or sqlite: URL, or JSON with host, username and password"
        return SettingFormat(expectation, isSecret: true) { text in
            let url = text.hasPrefix("{") ? (try? JSON(parsing: text)).flatMap(DatabaseSecret.init)?.url : text
            let schemes = ["postgres://", "postgresql://", "sqlite:"]
            return url.flatMap { url in schemes.contains(where: url.hasPrefix) ? Secret(url) : nil }
        }
    }
}
