/// The header fields of the runtime API, shared by the runtime and the emulator.
package enum RuntimeHeader {
    // Fields of an event.

    /// The invocation's id: the only field that is always present.
    package static let requestID = "Lambda-Runtime-Aws-Request-Id"
    /// The id of the delivery of an event, echoed with the response.
    ///
    /// A retry by the platform or the caller has the same request id. With this field the platform can distinguish a late
    /// response to the first delivery from the response to the second.
    package static let invocationID = "Lambda-Runtime-Invocation-Id"
    /// The deadline of the invocation, in milliseconds since 1970.
    package static let deadline = "Lambda-Runtime-Deadline-Ms"
    /// The ARN by which the function was invoked.
    package static let invokedFunctionARN = "Lambda-Runtime-Invoked-Function-Arn"
    /// The X-Ray trace header.
    package static let traceID = "Lambda-Runtime-Trace-Id"
    /// The caller's client context: JSON, or base64-encoded JSON.
    package static let clientContext = "Lambda-Runtime-Client-Context"
    /// The caller's Cognito identity as JSON.
    package static let cognitoIdentity = "Lambda-Runtime-Cognito-Identity"
    /// The tenant on whose behalf the function runs.
    package static let tenantID = "Lambda-Runtime-Aws-Tenant-Id"

    // Fields of a response or an error report.

    /// The error type: `Category.Reason`.
    package static let errorType = "Lambda-Runtime-Function-Error-Type"
    /// The error cause for X-Ray: JSON on one line.
    package static let xrayErrorCause = "Lambda-Runtime-Function-XRay-Error-Cause"
    /// The response mode: `streaming` for a streamed response.
    package static let responseMode = "Lambda-Runtime-Function-Response-Mode"
    /// The trailer for an error in a streamed response: base64-encoded JSON.
    package static let errorBody = "Lambda-Runtime-Function-Error-Body"
    /// The names of the trailers.
    package static let trailer = "Trailer"
    /// The sender's name and version.
    package static let userAgent = "User-Agent"
    /// The media type of the body.
    package static let contentType = "Content-Type"

    // Values.

    /// The only value of ``responseMode``.
    package static let streaming = "streaming"
    /// The media type of a buffered response and of an error report.
    package static let json = "application/json"
    /// The value of ``userAgent``.
    package static let swiftlet = "swiftlet/1.0.0"
}
