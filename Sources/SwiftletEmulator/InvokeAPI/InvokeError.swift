import HTTPTypes
import SwiftletJSON

/// An error response of the Invoke API.
struct InvokeError: Error, Hashable {
    let status: Int
    /// The error's type in the API model.
    let type: String
    let message: String

    private init(_ status: Int, type: String, message: String) {
        self.status = status
        self.type = type
        self.message = message
    }

    /// The version or alias does not exist: here, every function has only `$LATEST`.
    static func unknownQualifier(_ function: FunctionReference) -> InvokeError {
        let message = "Function not found: \(function.arn). The only version is $LATEST."
        return InvokeError(404, type: "ResourceNotFoundException", message: message)
    }

    /// There is no function with that name.
    static func notFound(_ function: FunctionReference, known: [String]) -> InvokeError {
        // Limited to keep the message short.
        let names = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
        return InvokeError(
            404,
            type: "ResourceNotFoundException",
            message: "Function not found: \(function.arn). The functions are: \(names)"
        )
    }

    /// The path is not an operation of the API.
    static let unknownOperation = InvokeError(404, type: "UnknownOperationException", message: "Unknown operation.")

    /// The method is not supported by the operation.
    static let methodNotAllowed = InvokeError(
        405,
        type: "MethodNotAllowedException",
        message: "Use POST to invoke a function."
    )

    /// The function name is invalid.
    static func invalidName(_ text: String) -> InvokeError {
        InvokeError(
            400,
            type: "ValidationException",
            message:
                "1 validation error detected: Value '\(text)' at 'functionName' failed to satisfy constraint: it is a name, a "
                + "partial ARN or an ARN, and a version or an alias may follow"
        )
    }

    /// A parameter has an invalid value.
    static func invalidParameter(_ message: String) -> InvokeError {
        InvokeError(400, type: "InvalidParameterValueException", message: message)
    }

    /// The request body or the client context is invalid.
    static func invalidContent(_ message: String) -> InvokeError {
        InvokeError(400, type: "InvalidRequestContentException", message: message)
    }

    /// The request body is too large.
    static func tooLarge(_ limit: Int) -> InvokeError {
        InvokeError(
            413,
            type: "RequestTooLargeException",
            message: "Request must be smaller than \(limit) bytes for the InvokeFunction operation"
        )
    }

    /// The response body.
    var body: [UInt8] {
        // The service model capitalizes the member for this error only.
        let key = type == "ResourceNotFoundException" ? "Message" : "message"
        return (["Type": "User", key: .string(message)] as JSON).bytes
    }
}
