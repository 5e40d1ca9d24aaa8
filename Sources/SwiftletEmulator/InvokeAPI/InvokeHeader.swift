/// The header fields of the Invoke API.
package enum InvokeHeader {
    // Request

    static let invocationType = "X-Amz-Invocation-Type"
    static let logType = "X-Amz-Log-Type"
    package static let clientContext = "X-Amz-Client-Context"
    package static let traceID = "X-Amzn-Trace-Id"
    static let tenantID = "X-Amz-Tenant-Id"

    // Response

    package static let functionError = "X-Amz-Function-Error"
    static let logResult = "X-Amz-Log-Result"
    static let executedVersion = "X-Amz-Executed-Version"
    static let streamContentType = "x-amzn-ResponseStreamContentType"
    static let requestID = "x-amzn-RequestId"
    static let errorType = "x-amzn-ErrorType"
}
