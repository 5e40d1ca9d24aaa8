import HTTPTypes
package import SwiftletJSON

extension HTTPEventShape {
    /// Decodes the response event of a function as the platform does: the inverse of ``write(_:for:options:)``.
    ///
    /// Only the header members that the platform evaluates for this shape are read. For an HTTP API or a function URL, a
    /// result without a `statusCode` is the JSON body of a response with status 200.
    ///
    /// - Parameter output: The result that the function returned.
    /// - Returns: The HTTP response.
    /// - Throws: ``EventError`` if the platform would reject the result and respond with 502.
    package func response(from output: JSONNode) throws(EventError) -> Response {
        guard let status = output["statusCode"] else {
            guard kind == .httpAPI || kind == .functionURL else { throw .missing("statusCode") }
            return Self.inferredResponse(output)
        }
        guard let code = status.int ?? status.string.flatMap({ Int($0) }), 100...599 ~= code else {
            throw .invalidValue("statusCode", expected: "a number from 100 to 599")
        }
        var response = Response(HTTPResponse.Status(code: code))
        response.status = HTTPResponse.Status(code: code, reasonPhrase: response.status.phrase)
        for member in headerMembers {
            guard let map = output[member] else { continue }
            for (key, value) in map.rawMembers {
                guard let text = key.string, let name = HTTPField.Name(text) else {
                    throw .invalidValue(member, expected: "an object of header names")
                }
                let values = value.kind == .array ? value.elements.compactMap(\.scalarText) : [value.scalarText ?? ""]
                for value in values { response.headers.append(HTTPField(name: name, value: value)) }
            }
        }
        if kind == .httpAPI || kind == .functionURL {
            for cookie in output["cookies"]?.elements.compactMap(\.string) ?? [] {
                response.headers.append(HTTPField(name: .setCookie, value: cookie))
            }
        }
        if let body = output["body"], !body.isNull {
            guard let text = body.stringBytes else { throw .wrongType(body, expected: "a string", at: "body") }
            if output["isBase64Encoded"]?.bool == true {
                guard let bytes = Base64.decode(text.span) else {
                    throw EventError(.invalidBase64, "`body` is marked as base64 but is not valid base64.", at: "body")
                }
                response.body = .bytes(bytes)
            } else {
                response.body = .bytes(Array(text))
            }
        }
        return response
    }

    /// The members that contain the header fields of a response.
    ///
    /// A load balancer reads `multiValueHeaders` if its target group enables multi-value headers, and `headers` otherwise
    /// (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html).
    private var headerMembers: [String] {
        switch kind {
        case .restAPI: ["headers", "multiValueHeaders"]
        case .loadBalancerMultiValue: ["multiValueHeaders"]
        case .httpAPI, .functionURL, .loadBalancer, .lattice, .latticeV1: ["headers"]
        }
    }

    private static func inferredResponse(_ output: JSONNode) -> Response {
        .json(output.stringBytes.map { Array($0) } ?? Array(output.rawBytes))
    }
}
