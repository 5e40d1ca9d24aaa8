import Foundation
import Swiftlet
import SwiftletGateway
import SwiftletRuntime
import SwiftletServer

/// The errors that Lambda reports on behalf of a function.
enum RuntimeFailure {
    /// The error type of ``exited(_:how:)``.
    static let exited = "Runtime.ExitError"

    /// The invocation timed out.
    static func timedOut(_ id: String, after limit: Duration) -> FunctionFailure {
        let seconds = String(format: "%.2f", limit.milliseconds / 1000)
        return FunctionFailure(
            errorType: FunctionFailure.timeoutType,
            errorMessage: "RequestId: \(id) Error: Task timed out after \(seconds) seconds"
        )
    }

    /// The process exited.
    static func exited(_ id: String, how: String) -> FunctionFailure {
        FunctionFailure(errorType: exited, errorMessage: "RequestId: \(id) Error: Runtime exited with \(how)")
    }

    /// The process reported an error without details.
    static let unknown = FunctionFailure(
        errorType: "Runtime.Unknown",
        errorMessage: "The process reported an error without details."
    )

    /// The response has an invalid mode.
    static let invalidMode = FunctionFailure(
        errorType: "Runtime.InvalidResponseModeHeader",
        errorMessage: "\(RuntimeHeader.responseMode) must be \(RuntimeHeader.streaming), or absent."
    )

    /// The error type that Lambda derives from ``RuntimeHeader/errorType``: `Runtime.Reason` or `Function.Reason`, where the
    /// reason consists of letters and starts with a capital; otherwise `Function.Unknown` or `Runtime.Unknown`
    /// ([source](https://github.com/aws/aws-lambda-runtime-interface-emulator/blob/develop/internal/lambda/fatalerror/fatalerror.go)).
    static func reportedType(_ text: String?) -> String {
        let text = text ?? ""
        if text.wholeMatch(of: /(Runtime|Function)\.[A-Z][A-Za-z]+/) != nil { return text }
        return text.hasPrefix("Function.") ? "Function.Unknown" : unknown.errorType
    }

    /// The response was aborted.
    static let truncated = FunctionFailure(
        errorType: "Runtime.TruncatedResponse",
        errorMessage: "The response was aborted."
    )
}
