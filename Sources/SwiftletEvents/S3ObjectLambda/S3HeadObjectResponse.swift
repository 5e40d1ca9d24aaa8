public import Swiftlet
public import SwiftletJSON

/// The response to a `HeadObject` request of S3 Object Lambda.
///
/// See [Working with HeadObject requests in
/// Lambda](https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-writing-lambda.html#olap-headobject).
public struct S3HeadObjectResponse: EventOutput {
    /// The HTTP status code.
    public var statusCode: Int
    /// The header fields of the response, such as `Content-Length` and `x-amz-meta-NAME`.
    public var headers: [String: String]
    /// The code of an error, such as `NoSuchKey`.
    public var errorCode: String?
    /// The message of an error.
    public var errorMessage: String?

    /// Creates a response.
    public init(
        statusCode: Int = 200,
        headers: [String: String] = [:],
        errorCode: String? = nil,
        errorMessage: String? = nil
    ) {
        self.statusCode = statusCode
        self.headers = headers
        self.errorCode = errorCode
        self.errorMessage = errorMessage
    }

    /// Writes the response in the format of S3.
    public func encodeEvent(to writer: inout JSONWriter) {
        var object: JSONObject = ["statusCode": .integer(statusCode)]
        if let errorCode { object["errorCode"] = .string(errorCode) }
        if let errorMessage { object["errorMessage"] = .string(errorMessage) }
        object["headers"] = JSON(strings: headers)
        writer.value(.object(object))
    }
}
