/// The error that the reply of a custom resource was not accepted, for example because its URL has expired.
public struct CustomResourceReplyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The status code of the response.
    public let statusCode: Int

    /// The error as a sentence, without the URL.
    public var description: String { "The reply of the custom resource was rejected with status \(statusCode)." }
}
