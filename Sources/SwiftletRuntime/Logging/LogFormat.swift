package import Logging

/// The format of log lines.
package enum LogFormat: Sendable {
    /// One JSON object per line.
    case json
    /// Level, time, request id and message, separated by tabs.
    case text

    /// Parses `AWS_LAMBDA_LOG_FORMAT`, case-insensitively.
    ///
    /// Any value other than `JSON` is text, the platform's default.
    package init(_ text: String?) {
        self = text?.uppercased() == "JSON" ? .json : .text
    }
}

extension Logger.Level {
    /// Parses `AWS_LAMBDA_LOG_LEVEL`, case-insensitively.
    ///
    /// `nil` for a value that is not one of the platform's levels.
    package init?(platformName text: String?) {
        switch text?.uppercased() {
        case "TRACE": self = .trace
        case "DEBUG": self = .debug
        case "INFO": self = .info
        case "WARN", "WARNING": self = .warning
        case "ERROR": self = .error
        case "FATAL", "CRITICAL": self = .critical
        default: return nil
        }
    }

    /// The platform's name of the level.
    ///
    /// The platform has six levels: `notice` maps to `INFO`.
    package var platformName: StaticString {
        switch self {
        case .trace: "TRACE"
        case .debug: "DEBUG"
        case .info, .notice: "INFO"
        case .warning: "WARN"
        case .error: "ERROR"
        case .critical: "FATAL"
        }
    }

    /// The level's number in a telemetry frame.
    package var telemetryNumber: UInt32 {
        switch self {
        case .trace: 1
        case .debug: 2
        case .info, .notice: 3
        case .warning: 4
        case .error: 5
        case .critical: 6
        }
    }
}
