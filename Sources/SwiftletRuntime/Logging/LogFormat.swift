package import Logging

/// How the lines of the log are written.
package enum LogFormat: Sendable {
    /// One JSON object a line.
    case json
    /// Level, time, request id and message, separated by tabs.
    case text

    /// Reads `AWS_LAMBDA_LOG_FORMAT`, in any case.
    ///
    /// Anything but `JSON` is text, the platform's default.
    package init(_ text: String?) {
        self = text?.uppercased() == "JSON" ? .json : .text
    }
}

extension Logger.Level {
    /// Reads `AWS_LAMBDA_LOG_LEVEL`, in any case.
    ///
    /// `nil` for what is no level of the platform.
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
    /// It has six: a notice is information to it.
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
