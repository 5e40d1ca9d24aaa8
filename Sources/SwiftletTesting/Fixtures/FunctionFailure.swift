public import SwiftletJSON

/// The error of a failed invocation, as reported by Lambda.
public struct FunctionFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The type of the error: the name of a Swift type, or for example `Sandbox.Timedout` or `Runtime.ExitError`.
    public let errorType: String
    /// The error message.
    public let errorMessage: String
    /// The stack trace, if known.
    public let stackTrace: [String]

    /// Creates a failure.
    public init(errorType: String, errorMessage: String, stackTrace: [String] = []) {
        self.errorType = errorType
        self.errorMessage = errorMessage
        self.stackTrace = stackTrace
    }

    /// Creates the failure that Lambda reports for an error of a handler.
    public init(_ error: any Error) {
        if let failure = error as? FunctionFailure {
            self = failure
        } else {
            self.init(errorType: String(describing: type(of: error)), errorMessage: String(describing: error))
        }
    }

    /// Parses an error report of a runtime; `nil` if it has no `errorType`.
    public init?(_ json: JSON) {
        guard let type = json["errorType"]?.string else { return nil }
        self.init(
            errorType: type,
            errorMessage: json["errorMessage"]?.string ?? "",
            stackTrace: json["stackTrace"]?.array?.compactMap(\.string) ?? []
        )
    }

    /// The error object that Lambda returns.
    public var json: JSON {
        [
            "errorType": .string(errorType), "errorMessage": .string(errorMessage),
            "stackTrace": .array(stackTrace.map(JSON.string)),
        ]
    }

    /// The type and the message.
    public var description: String { "\(errorType): \(errorMessage)" }
}
