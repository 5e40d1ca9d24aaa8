package import SwiftletJSON

extension HTTPEventShape {
    /// Decodes the request of an event of this shape.
    ///
    /// - Parameters:
    ///   - event: An event that ``recognize(_:)`` identifies as having this shape.
    ///   - options: The decoding options.
    /// - Returns: The request.
    /// - Throws: ``EventError`` if the method or path is missing, a member has the wrong type, the body is not valid base64,
    ///   or the body exceeds the limit in the options.
    package func request(
        from event: JSONNode,
        options: HTTPEventOptions = HTTPEventOptions()
    ) throws(EventError) -> Request {
        var request = try requestHead(from: event, options: options)
        request.body = try body(of: event, options)
        return request
    }

    /// Decodes the request of an event of this shape, for an app.
    ///
    /// - Returns: The request, and the error response if its body is too large or malformed. That response passes through the
    ///   app's middleware.
    /// - Throws: ``EventError`` if the method or path is missing, or a member has the wrong type.
    func decode(
        _ event: JSONNode,
        options: HTTPEventOptions
    ) throws(EventError) -> (request: Request, rejection: HTTPError?) {
        var request = try requestHead(from: event, options: options)
        request.textTypes = options.textTypes
        do {
            request.body = try body(of: event, options)
            return (request, nil)
        } catch {
            switch error.code {
            case .bodyTooLarge: return (request, HTTPError(.contentTooLarge, error.message))
            case .invalidBase64: return (request, HTTPError(.badRequest, "The body is not valid base64."))
            default: throw error
            }
        }
    }

    /// Decodes the request of an event of this shape, without its body.
    ///
    /// - Throws: ``EventError`` if the method or path is missing, or a member has the wrong type.
    func requestHead(from event: JSONNode, options: HTTPEventOptions) throws(EventError) -> Request {
        try format.requestHead(from: event, options: options)
    }

    /// Decodes the body of an event of this shape.
    ///
    /// - Throws: ``EventError`` with the code `invalidBase64` if the body is marked as base64 but is not valid base64,
    ///   `bodyTooLarge` if it exceeds the limit in the options, and `wrongType` if it is not a string.
    func body(of event: JSONNode, _ options: HTTPEventOptions) throws(EventError) -> [UInt8] {
        guard let node = event["body"], !node.isNull else { return [] }
        return try EventBody.decode(
            node,
            isBase64: format.bodyIsBase64(in: event),
            limit: options.maximumBodySize ?? .max
        )
    }
}
