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
    /// The media type of a streamed response with an HTTP prelude.
    package static let httpIntegrationResponse = "application/vnd.awslambda.http-integration-response"
    /// The value of ``userAgent``.
    package static let swiftlet = "swiftlet/1.0.0"
}

/// The paths of the runtime API, relative to the endpoint.
package enum RuntimePath {
    /// The common prefix, with the version of the API.
    package static let root = "/2018-06-01/runtime"
    /// GET: waits for the next event.
    package static let next = root + "/invocation/next"
    /// POST: reports a failed initialization.
    package static let initError = root + "/init/error"
    /// GET: waits until the process is restored from its snapshot.
    package static let restoreNext = root + "/restore/next"
    /// POST: reports a failed restore.
    package static let restoreError = root + "/restore/error"

    /// POST: the response to an event.
    package static func response(to requestID: String) -> String {
        root + "/invocation/" + segment(requestID) + "/response"
    }

    /// POST: the error report of an invocation.
    package static func error(for requestID: String) -> String {
        root + "/invocation/" + segment(requestID) + "/error"
    }

    /// Percent-encodes an id as one path segment.
    private static func segment(_ id: String) -> String {
        guard !isPlain(id) else { return id }
        var encoded: [UInt8] = []
        for byte in id.utf8 {
            if isUnreserved(byte) {
                encoded.append(byte)
            } else {
                let digits = Array("0123456789ABCDEF".utf8)
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isPlain(_ id: String) -> Bool {
        let bytes = id.utf8Span.span
        for index in bytes.indices where !isUnreserved(bytes[index]) {
            return false
        }
        return true
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default:
            false
        }
    }
}

/// The header fields of the [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html).
package enum ExtensionHeader {
    /// The extension's name, sent with its registration.
    package static let name = "Lambda-Extension-Name"
    /// The identifier that the registration returns, and every later call sends.
    package static let identifier = "Lambda-Extension-Identifier"
}

/// The paths of the Extensions API, relative to the endpoint.
package enum ExtensionPath {
    private static let root = "/2020-01-01/extension"
    /// POST: registers an extension.
    package static let register = root + "/register"
    /// GET: waits for the extension's next event.
    package static let next = root + "/event/next"
}

/// The limits of the runtime API.
package enum RuntimeLimit {
    /// The maximum size of a buffered event or response, in bytes.
    package static let payloadBytes = 6 * 1024 * 1024 + 100
    /// The maximum length of ``RuntimeHeader/xrayErrorCause``, in bytes.
    package static let xrayCauseBytes = 64 * 1024
}
