import Foundation
import SwiftletRuntime
import SwiftletTesting

/// The failures that the platform reports itself, since the function cannot.
enum RuntimeFailure {
    /// The type of ``timedOut(_:after:)``.
    static let timedOut = "Sandbox.Timedout"
    /// The type of ``exited(_:how:)``.
    static let exited = "Runtime.ExitError"

    /// The function took too long.
    static func timedOut(_ id: String, after limit: Duration) -> FunctionFailure {
        let seconds = String(format: "%.2f", limit.milliseconds / 1000)
        return FunctionFailure(
            errorType: timedOut,
            errorMessage: "RequestId: \(id) Error: Task timed out after \(seconds) seconds"
        )
    }

    /// The process of the function has ended.
    static func exited(_ id: String, how: String) -> FunctionFailure {
        FunctionFailure(errorType: exited, errorMessage: "RequestId: \(id) Error: Runtime exited with \(how)")
    }

    /// The process says that the function failed, and not how.
    static let unknown = FunctionFailure(
        errorType: "Runtime.Unknown",
        errorMessage: "The process reported no error."
    )

    /// The answer came in a mode that does not exist.
    static let invalidMode = FunctionFailure(
        errorType: "Runtime.InvalidResponseModeHeader",
        errorMessage: "\(RuntimeHeader.responseMode) must be \(RuntimeHeader.streaming), or absent."
    )

    /// The type that the platform makes of ``RuntimeHeader/errorType``: `Runtime.Reason` or `Function.Reason`, the reason in
    /// letters, the first of them a capital; otherwise `Function.Unknown` or `Runtime.Unknown`
    /// ([source](https://github.com/aws/aws-lambda-runtime-interface-emulator/blob/develop/internal/lambda/fatalerror/fatalerror.go)).
    static func reportedType(_ text: String?) -> String {
        let text = text ?? ""
        if text.wholeMatch(of: /(Runtime|Function)\.[A-Z][A-Za-z]+/) != nil { return text }
        return text.hasPrefix("Function.") ? "Function.Unknown" : unknown.errorType
    }

    /// The answer broke off.
    static let truncated = FunctionFailure(
        errorType: "Runtime.TruncatedResponse",
        errorMessage: "The response broke off."
    )
}
