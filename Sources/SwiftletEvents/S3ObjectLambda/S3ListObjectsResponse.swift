public import Swiftlet
public import SwiftletJSON

/// The response to a `ListObjects` or `ListObjectsV2` request of S3 Object Lambda.
///
/// See [Working with ListObjects requests in
/// Lambda](https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-writing-lambda.html#olap-listobjects).
public struct S3ListObjectsResponse: EventOutput {
    /// The list.
    public enum List: Sendable {
        /// The XML of the result of S3, which may be changed.
        case xml(String)
        /// The members of the result, such as `name`, `contents` and `isTruncated`.
        case result(JSONObject)
    }

    /// The HTTP status code.
    public var statusCode: Int
    /// The list, or `nil` for an error.
    public var list: List?
    /// The code of an error, such as `AccessDenied`.
    public var errorCode: String?
    /// The message of an error.
    public var errorMessage: String?

    /// Creates a response.
    public init(statusCode: Int = 200, list: List?, errorCode: String? = nil, errorMessage: String? = nil) {
        self.statusCode = statusCode
        self.list = list
        self.errorCode = errorCode
        self.errorMessage = errorMessage
    }

    /// Writes the response in the format of S3.
    public func encodeEvent(to writer: inout JSONWriter) {
        var object: JSONObject = ["statusCode": .integer(statusCode)]
        if let errorCode { object["errorCode"] = .string(errorCode) }
        if let errorMessage { object["errorMessage"] = .string(errorMessage) }
        switch list {
        case .xml(let text): object["listResultXml"] = .string(text)
        case .result(let members): object["listBucketResult"] = .object(members)
        case nil: break
        }
        writer.value(.object(object))
    }
}
