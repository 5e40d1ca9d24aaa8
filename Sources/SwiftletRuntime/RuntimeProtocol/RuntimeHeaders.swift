internal import Swiftlet

/// The header fields of the runtime API, by who sends them.
///
/// The runtime and the emulator both take them from here, so that they cannot disagree.
package enum RuntimeHeader {
    // With an event.

    /// The invocation's id: the only field that is always there.
    package static let requestID = "Lambda-Runtime-Aws-Request-Id"
    /// A value that is unique to the delivery of an event; the response carries it back.
    ///
    /// A request id occurs again when the platform or the caller retries. With this field the platform can tell the late
    /// response to the first delivery from the response to the second.
    package static let invocationID = "Lambda-Runtime-Invocation-Id"
    /// When the platform ends the invocation, in milliseconds since 1970.
    package static let deadline = "Lambda-Runtime-Deadline-Ms"
    /// The ARN by which the function was invoked.
    package static let invokedFunctionARN = "Lambda-Runtime-Invoked-Function-Arn"
    /// The X-Ray trace header.
    package static let traceID = "Lambda-Runtime-Trace-Id"
    /// What the caller sent along: JSON, or base64 of JSON.
    package static let clientContext = "Lambda-Runtime-Client-Context"
    /// The caller's Cognito identity, JSON.
    package static let cognitoIdentity = "Lambda-Runtime-Cognito-Identity"
    /// The tenant on whose behalf the function runs.
    package static let tenantID = "Lambda-Runtime-Aws-Tenant-Id"

    // With an answer.

    /// What kind of failure it was: `Category.Reason`.
    package static let errorType = "Lambda-Runtime-Function-Error-Type"
    /// The failure for X-Ray: JSON on one line.
    package static let xrayErrorCause = "Lambda-Runtime-Function-XRay-Error-Cause"
    /// `streaming` for an answer that is sent while it is being made.
    package static let responseMode = "Lambda-Runtime-Function-Response-Mode"
    /// The failure in the middle of a streamed answer, a trailer: base64 of the error's JSON.
    package static let errorBody = "Lambda-Runtime-Function-Error-Body"
    /// Announces the trailers.
    package static let trailer = "Trailer"
    /// Who sends it.
    package static let userAgent = "User-Agent"
    /// The type of the body.
    package static let contentType = "Content-Type"

    // Values.

    /// The only value of ``responseMode``.
    package static let streaming = "streaming"
    /// The type of a buffered answer and of an error.
    package static let json = "application/json"
    /// The type of a streamed answer that begins with an HTTP prelude.
    package static let httpIntegrationResponse = "application/vnd.awslambda.http-integration-response"
    /// The value of ``userAgent``.
    package static let swiftlet = "swiftlet/1.0.0"
}

/// The paths of the runtime API, from the endpoint on.
package enum RuntimePath {
    /// The prefix of all of them: the version of the API.
    package static let root = "/2018-06-01/runtime"
    /// GET: waits for the next event.
    package static let next = root + "/invocation/next"
    /// POST: the process could not start.
    package static let initError = root + "/init/error"
    /// GET: waits until the process is restored from its snapshot.
    package static let restoreNext = root + "/restore/next"
    /// POST: the process could not go on after it was restored.
    package static let restoreError = root + "/restore/error"

    /// POST: the answer to an event.
    package static func response(to requestID: String) -> String {
        root + "/invocation/" + segment(requestID) + "/response"
    }

    /// POST: an event could not be answered.
    package static func error(for requestID: String) -> String {
        root + "/invocation/" + segment(requestID) + "/error"
    }

    /// An id is the platform's own text: whatever it holds, it stays one segment of the path.
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
    /// The extension's own name, sent with its registration.
    package static let name = "Lambda-Extension-Name"
    /// The identifier that the registration returns, and every later call sends.
    package static let identifier = "Lambda-Extension-Identifier"
    /// The identifier of an event.
    package static let eventIdentifier = "Lambda-Extension-Event-Identifier"
    /// The kind of failure, sent with an error report.
    package static let errorType = "Lambda-Extension-Function-Error-Type"
    /// What the reply to a registration is to contain beyond the default.
    package static let acceptedFeatures = "Lambda-Extension-Accept-Feature"
}

/// The paths of the Extensions API, from the endpoint on.
package enum ExtensionPath {
    private static let root = "/2020-01-01/extension"
    /// POST: registers an extension.
    package static let register = root + "/register"
    /// GET: waits for the extension's next event.
    package static let next = root + "/event/next"
    /// POST: the extension could not start.
    package static let initError = root + "/init/error"
    /// POST: the extension is about to exit because of an error.
    package static let exitError = root + "/exit/error"
}

/// The limits of the runtime API.
package enum RuntimeLimit {
    /// The largest buffered event or answer, in bytes.
    package static let payloadBytes = 6 * 1024 * 1024 + 100
    /// The largest streamed answer, in bytes
    /// ([response streaming](https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html)).
    package static let streamedBytes = HTTPEventShape.maximumStreamSize
    /// The largest value of ``RuntimeHeader/xrayErrorCause``, in bytes.
    package static let xrayCauseBytes = 64 * 1024
}
