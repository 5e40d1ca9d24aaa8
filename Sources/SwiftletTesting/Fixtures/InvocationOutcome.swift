public import SwiftletJSON

/// How an invocation ended.
public enum InvocationOutcome: Sendable, Hashable {
    /// With a response.
    case response([UInt8])
    /// With an error: the function threw, took too long, or its process ended.
    case failure(FunctionFailure)
}

/// An invocation that failed, as the platform reports it.
public struct FunctionFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of error it is, such as the name of an error type, `Sandbox.Timedout` or `Runtime.ExitError`.
    public let errorType: String
    /// What went wrong.
    public let errorMessage: String
    /// Where, as far as that is known.
    public let stackTrace: [String]

    /// Creates a failure.
    public init(errorType: String, errorMessage: String, stackTrace: [String] = []) {
        self.errorType = errorType
        self.errorMessage = errorMessage
        self.stackTrace = stackTrace
    }

    /// The failure that the platform would report for an error a handler threw.
    public init(_ error: any Error) {
        if let failure = error as? FunctionFailure {
            self = failure
        } else {
            self.init(errorType: String(describing: type(of: error)), errorMessage: String(describing: error))
        }
    }

    /// Reads what a runtime posted to the platform: `nil` if it has no `errorType`.
    public init?(_ json: JSON) {
        guard let type = json["errorType"]?.string else { return nil }
        self.init(
            errorType: type,
            errorMessage: json["errorMessage"]?.string ?? "",
            stackTrace: json["stackTrace"]?.array?.compactMap(\.string) ?? []
        )
    }

    /// The response is larger than the platform accepts.
    ///
    /// - Parameter limit: the largest size in bytes.
    /// - Returns: the failure.
    package static func responseTooLarge(_ limit: Int) -> FunctionFailure {
        FunctionFailure(
            errorType: "Function.ResponseSizeTooLarge",
            errorMessage: "The response is larger than the platform accepts: at most \(limit) bytes."
        )
    }

    /// The event is larger than the platform accepts.
    ///
    /// - Parameters:
    ///   - size: its size in bytes.
    ///   - limit: the largest size.
    /// - Returns: the failure.
    package static func eventTooLarge(_ size: Int, limit: Int) -> FunctionFailure {
        FunctionFailure(
            errorType: "RequestTooLargeException",
            errorMessage: "The event has \(size) bytes: the platform accepts at most \(limit)."
        )
    }

    /// The object the platform answers with.
    public var json: JSON {
        [
            "errorType": .string(errorType), "errorMessage": .string(errorMessage),
            "stackTrace": .array(stackTrace.map(JSON.string)),
        ]
    }

    /// The type and the message.
    public var description: String { "\(errorType): \(errorMessage)" }
}
