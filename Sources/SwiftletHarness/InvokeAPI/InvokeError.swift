import HTTPTypes
import SwiftletJSON

/// Why a call of the Invoke API is refused.
struct InvokeError: Error, Hashable {
    let status: Int
    /// The name by which clients know the error.
    let type: String
    let message: String

    private init(_ status: Int, _ type: String, _ message: String) {
        self.status = status
        self.type = type
        self.message = message
    }

    /// There is no such version or alias: a function here has no other version than `$LATEST`.
    static func unknownQualifier(_ function: FunctionReference) -> InvokeError {
        let message = "Function not found: \(function.arn). Here it has only the version $LATEST."
        return InvokeError(404, "ResourceNotFoundException", message)
    }

    /// There is no function of that name.
    static func notFound(_ function: FunctionReference, known: [String]) -> InvokeError {
        // Those that most likely were meant; all of them would be a long line.
        let names = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
        return InvokeError(
            404,
            "ResourceNotFoundException",
            "Function not found: \(function.arn). The functions here are: \(names)"
        )
    }

    /// The path names no call of the API.
    static let unknownOperation = InvokeError(404, "UnknownOperationException", "There is no such operation.")

    /// The method is not the call's.
    static let methodNotAllowed = InvokeError(405, "MethodNotAllowedException", "A function is invoked with POST.")

    /// The name is none.
    static func invalidName(_ text: String) -> InvokeError {
        InvokeError(
            400,
            "ValidationException",
            "1 validation error detected: Value '\(text)' at 'functionName' failed to satisfy constraint: it is a name, a "
                + "partial ARN or an ARN, and a version or an alias may follow"
        )
    }

    /// A parameter has a value that means nothing.
    static func invalidParameter(_ message: String) -> InvokeError {
        InvokeError(400, "InvalidParameterValueException", message)
    }

    /// The body or the client context is not what it must be.
    static func invalidContent(_ message: String) -> InvokeError {
        InvokeError(400, "InvalidRequestContentException", message)
    }

    /// The body is too large.
    static func tooLarge(_ limit: Int) -> InvokeError {
        InvokeError(
            413,
            "RequestTooLargeException",
            "Request must be smaller than \(limit) bytes for the InvokeFunction operation"
        )
    }

    /// The body of the answer.
    var body: [UInt8] {
        // As the service's model has it, which spells the one member differently for this error alone.
        let key = type == "ResourceNotFoundException" ? "Message" : "message"
        return (["Type": "User", key: .string(message)] as JSON).bytes
    }
}
