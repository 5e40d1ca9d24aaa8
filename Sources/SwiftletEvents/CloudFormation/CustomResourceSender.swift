public import Swiftlet

/// Sends the replies of custom resources to CloudFormation.
///
/// `HTTPClient` of `SwiftletIO` conforms to it in the library `SwiftletCustomResources`.
public protocol CustomResourceSender: Sendable {
    /// Sends a reply with the method PUT, without a content type or with an empty one, which the URL's signature requires.
    ///
    /// - Parameters:
    ///   - body: The reply in JSON.
    ///   - url: The pre-signed URL, which must not be logged.
    /// - Throws: An error if the reply was not accepted with a status of 2xx. The reply is then sent again.
    func send(_ body: [UInt8], to url: Secret<String>) async throws
}
