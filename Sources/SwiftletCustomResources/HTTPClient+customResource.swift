import HTTPTypes
public import Swiftlet
public import SwiftletEvents
public import SwiftletIO

extension HTTPClient: CustomResourceSender {
    /// Sends the reply of a custom resource to CloudFormation.
    ///
    /// The timeout is 2 seconds, so that the reply can be sent again within the margin of `respond` before the deadline.
    ///
    /// - Throws: `HTTPClientError` if the request fails, or ``CustomResourceReplyError`` if the status is not 2xx.
    public func send(_ body: [UInt8], to url: Secret<String>) async throws {
        let request = HTTPClientRequest(method: .put, url: url.revealed, body: .bytes(body), timeout: .seconds(2))
        let response = try await send(request)
        guard response.status.kind == .successful else {
            throw CustomResourceReplyError(statusCode: response.status.code)
        }
    }
}
