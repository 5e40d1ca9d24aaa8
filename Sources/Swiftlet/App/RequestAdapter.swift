package import SwiftletJSON

/// Passes the requests in events of a service to the routes of an app, for events that are not an ``HTTPEventShape``.
package protocol RequestAdapter: Sendable {
    /// Whether the event contains such a request.
    func recognizes(_ event: JSONNode) -> Bool

    /// Decodes the request.
    ///
    /// - Throws: ``EventError`` if a member is missing or has the wrong type.
    func request(from event: JSONNode) throws -> Request

    /// Encodes the response.
    ///
    /// - Parameters:
    ///   - response: The response, whose body is complete.
    ///   - event: The event of the request.
    /// - Returns: The response in JSON.
    /// - Throws: ``EventError`` if the response cannot be represented, or is too large.
    func write(_ response: Response, to event: JSONNode) throws -> [UInt8]
}
