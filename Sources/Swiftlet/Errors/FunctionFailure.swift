package import SwiftletJSON

/// The error of a failed invocation, as reported by Lambda.
public struct FunctionFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The type of the error: the name of a Swift type, or for example `Sandbox.Timedout` or `Runtime.ExitError`.
    public let errorType: String
    /// The error message.
    public let errorMessage: String
    /// The stack trace, if known.
    public let stackTrace: [String]

    /// Creates a failure.
    package init(errorType: String, errorMessage: String, stackTrace: [String] = []) {
        self.errorType = errorType
        self.errorMessage = errorMessage
        self.stackTrace = stackTrace
    }

    /// Creates the failure that Lambda reports for an error of a handler.
    package init(_ error: any Error) {
        if let failure = error as? FunctionFailure {
            self = failure
        } else {
            self.init(errorType: String(describing: type(of: error)), errorMessage: String(describing: error))
        }
    }

    /// Parses an error report of a runtime; `nil` if it has no `errorType`.
    package init?(_ json: JSON) {
        guard let type = json["errorType"]?.string else { return nil }
        self.init(
            errorType: type,
            errorMessage: json["errorMessage"]?.string ?? "",
            stackTrace: json["stackTrace"]?.array?.compactMap(\.string) ?? []
        )
    }

    /// Creates the failure of a response that exceeds Lambda's limit.
    ///
    /// - Parameter limit: The maximum size in bytes.
    /// - Returns: The failure.
    package static func responseTooLarge(_ limit: Int) -> FunctionFailure {
        FunctionFailure(
            errorType: "Function.ResponseSizeTooLarge",
            errorMessage: "The response exceeds Lambda's limit of \(limit) bytes."
        )
    }

    /// Creates the failure of an event that exceeds Lambda's limit.
    ///
    /// - Parameters:
    ///   - size: The size of the event in bytes.
    ///   - limit: The maximum size.
    /// - Returns: The failure.
    package static func eventTooLarge(_ size: Int, limit: Int) -> FunctionFailure {
        FunctionFailure(
            errorType: "RequestTooLargeException",
            errorMessage: "The event has \(size) bytes, which exceeds Lambda's limit of \(limit) bytes."
        )
    }

    /// The error object that Lambda returns.
    package var json: JSON {
        [
            "errorType": .string(errorType), "errorMessage": .string(errorMessage),
            "stackTrace": .array(stackTrace.map(JSON.string)),
        ]
    }

    /// The type and the message.
    public var description: String { "\(errorType): \(errorMessage)" }
}
