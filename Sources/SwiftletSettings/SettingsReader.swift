import FoundationEssentials
public import Swiftlet

/// Reads typed settings from environment variables, and reports all missing and invalid ones together.
///
/// ```swift
/// struct MailSettings: AppSettings {
///     let sender: String
///     let retries: Int
///     let timeout: Duration
///     let recipients: [String]
///     let key: Secret<String>
///
///     init(_ environment: LaunchEnvironment) throws {
///         var reader = SettingsReader(environment)
///         let key = reader.required("MAIL_KEY", .secret(minimumLength: 16))
///         let sender = reader.required("MAIL_SENDER", .text)
///         retries = reader.value("MAIL_RETRIES", .integer(0...10), default: 3)
///         timeout = reader.value("MAIL_TIMEOUT", .duration(in: .seconds(1) ... .seconds(60)), default: .seconds(10))
///         recipients = reader.value("MAIL_RECIPIENTS", .list(of: .text), default: [])
///         (self.key, self.sender) = try reader.finish(key, sender)
///     }
/// }
/// ```
///
/// The value of `NAME` can also be in a file whose path is in `NAME_FILE`, as for mounted secrets; white space around it is
/// removed. The variable takes precedence. An empty variable counts as not set.
///
/// An error message has the name of the variable, a description of valid values, and the length of the value, but not the
/// value itself: any variable can contain a secret by mistake.
public struct SettingsReader: Sendable {
    /// Warnings about local defaults, to be logged at startup.
    public private(set) var warnings: [String] = []

    private let environment: LaunchEnvironment
    private var faults: [SettingsError.Fault] = []

    /// Creates a reader.
    ///
    /// - Parameter environment: The process environment.
    public init(_ environment: LaunchEnvironment) {
        self.environment = environment
    }

    // MARK: - Values

    /// Reads an optional setting.
    ///
    /// - Parameters:
    ///   - name: The name of the environment variable.
    ///   - format: The format.
    /// - Returns: The value, or `nil` if the variable is not set, or if it is invalid, which ``finish(_:)`` reports.
    public mutating func value<Value>(_ name: String, _ format: SettingFormat<Value>) -> Value? {
        switch text(name) {
        case .absent: return nil
        case .unreadable(let fault):
            reject(name, fault)
            return nil
        case .found(let text, let origin):
            if let value = format.value(of: text, named: name) { return value }
            let length = "\(text.count) \(text.count == 1 ? "character" : "characters")"
            let redacted = format.isSecret ? "redacted" : length
            reject(name, "\(origin) must be \(format.expectation) (value: \(redacted)).")
            return nil
        }
    }

    /// Reads a setting with a default value.
    ///
    /// - Parameters:
    ///   - name: The name of the environment variable.
    ///   - format: The format.
    ///   - defaultValue: The value if the variable is not set.
    /// - Returns: The value. An invalid one is replaced by the default, and ``finish(_:)`` reports it.
    public mutating func value<Value>(
        _ name: String,
        _ format: SettingFormat<Value>,
        default defaultValue: @autoclosure () throws -> Value
    ) rethrows -> Value {
        try value(name, format) ?? defaultValue()
    }

    /// Reads a setting that is required in a deployed function, and has a default value in a local run.
    ///
    /// - Parameters:
    ///   - name: The name of the environment variable.
    ///   - format: The format.
    ///   - localDefault: The value if the variable is not set in a local run.
    ///   - warning: The message about the use of the default, which is appended to ``warnings``.
    /// - Returns: The value. A missing or invalid one is replaced by the default, and ``finish(_:)`` reports it.
    public mutating func value<Value>(
        _ name: String,
        _ format: SettingFormat<Value>,
        localDefault: @autoclosure () throws -> Value,
        warning: String
    ) rethrows -> Value {
        if environment.isDeployed {
            if let value = required(name, format) { return value }
        } else {
            let count = faults.count
            if let value = value(name, format) { return value }
            if faults.count == count { warnings.append(warning) }
        }
        return try localDefault()
    }

    /// Reads a required setting.
    ///
    /// - Parameters:
    ///   - name: The name of the environment variable.
    ///   - format: The format.
    /// - Returns: The value, which ``finish(_:)`` unwraps, or `nil` if the variable is not set or invalid, which it reports.
    public mutating func required<Value>(_ name: String, _ format: SettingFormat<Value>) -> Value? {
        let count = faults.count
        let value = value(name, format)
        if value == nil, faults.count == count { reject(name, "\(name) must be set: \(format.expectation).") }
        return value
    }

    /// Returns a closure that reads a setting again from its file, for secrets that are rotated while the process runs.
    ///
    /// - Parameters:
    ///   - name: The name of the environment variable.
    ///   - format: The format.
    /// - Returns: The closure, which throws ``SettingsError``, or `nil` if the variable is not set by a file.
    public func reloader<Value>(
        _ name: String,
        _ format: SettingFormat<Value>
    ) -> (@Sendable () async throws -> Value)? {
        guard setting(name).isEmpty, !setting(name + "_FILE").isEmpty else { return nil }
        return { [environment] in
            var reader = SettingsReader(environment)
            let value = reader.required(name, format)
            return try reader.finish(value)
        }
    }

    // MARK: - Errors

    /// Reports a setting as invalid, for a rule that a format cannot express, such as one about two settings.
    ///
    /// Ignored for a setting that has already been reported.
    ///
    /// - Parameters:
    ///   - name: The name of the environment variable.
    ///   - expectation: The description of valid values, which follows "must be" in the error message.
    public mutating func reject(_ name: String, expected expectation: String) {
        if !faults.contains(where: { $0.name == name }) { reject(name, "\(name) must be \(expectation).") }
    }

    /// Ends reading, and unwraps required settings.
    ///
    /// - Parameter value: The results of ``required(_:_:)``, if there are any.
    /// - Returns: The values.
    /// - Throws: ``SettingsError`` with all missing and invalid settings.
    public mutating func finish<each Value>(_ value: repeat (each Value)?) throws(SettingsError) -> (repeat each Value)
    {
        // The function is mutating, so that an argument that reads a setting is evaluated before this check.
        if !faults.isEmpty { throw SettingsError(faults: faults) }
        return (repeat try Self.unwrap(each value))
    }

    private static func unwrap<Value>(_ value: Value?) throws(SettingsError) -> Value {
        // Only for a value that was not returned by `required`, which reports each `nil`.
        guard let value else { throw SettingsError(faults: []) }
        return value
    }

    private mutating func reject(_ name: String, _ sentence: String) {
        faults.append(SettingsError.Fault(name: name, description: sentence))
    }

    // MARK: - Sources

    private enum Source {
        case absent
        case unreadable(String)
        /// The text, and its origin in a sentence: the variable, or the file named by another one.
        case found(String, origin: String)
    }

    private func setting(_ name: String) -> String { environment.variables[name] ?? "" }

    private func text(_ name: String) -> Source {
        let value = setting(name)
        if !value.isEmpty { return .found(value, origin: name) }
        let path = setting(name + "_FILE")
        if path.isEmpty { return .absent }
        guard let bytes = FileManager.default.contents(atPath: path), let text = String(bytes: bytes, encoding: .utf8)
        else { return .unreadable("\(name)_FILE must be the path of a text file that can be read.") }
        let trimmed = text.trimmed()
        if trimmed.isEmpty { return .unreadable("\(name)_FILE must be the path of a file that is not empty.") }
        return .found(trimmed, origin: "\(name), in the file that \(name)_FILE names,")
    }
}
