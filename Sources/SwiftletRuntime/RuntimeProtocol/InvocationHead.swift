import SwiftletIO

/// The header fields of an event; those rarely used are not parsed here.
package struct InvocationHead: Hashable, Sendable {
    /// The invocation's id.
    package var requestID: String
    /// The delivery's id, echoed with the response or the error report; `nil` if the platform sends none.
    package var invocationID: String?
    /// The deadline of the invocation, in milliseconds since 1970.
    package var deadlineMilliseconds: Int64?
    /// The ARN by which the function was invoked.
    package var invokedFunctionARN: String?
    /// The X-Ray trace header.
    package var traceID: String?
    /// The unparsed client context.
    package var clientContext: String?
    /// The unparsed Cognito identity.
    package var identity: String?
    /// The tenant on whose behalf the function runs.
    package var tenantID: String?

    /// Reads the header fields of a reply to `/invocation/next`; `nil` without a request id.
    ///
    /// An empty field counts as missing, as does a deadline that is not a number between 1970 and the year 9999.
    package init?(_ field: (String) -> String?) {
        func text(_ name: String) -> String? {
            guard let value = field(name), !value.isEmpty else { return nil }
            return value
        }
        guard let requestID = text(RuntimeHeader.requestID) else { return nil }
        self.requestID = requestID
        invocationID = text(RuntimeHeader.invocationID).flatMap { HTTPFieldLines.isValue($0) ? $0 : nil }
        deadlineMilliseconds = text(RuntimeHeader.deadline).flatMap { Int64($0) }
            .flatMap { Self.deadlines.contains($0) ? $0 : nil }
        invokedFunctionARN = text(RuntimeHeader.invokedFunctionARN)
        traceID = text(RuntimeHeader.traceID)
        clientContext = text(RuntimeHeader.clientContext)
        identity = text(RuntimeHeader.cognitoIdentity)
        tenantID = text(RuntimeHeader.tenantID)
    }

    private static let deadlines: ClosedRange<Int64> = 1...253_402_300_799_999
}
