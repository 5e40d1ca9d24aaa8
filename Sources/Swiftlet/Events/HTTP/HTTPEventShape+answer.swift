import HTTPTypes
package import SwiftletJSON

extension HTTPEventShape {
    /// Reads a response event as the platform does, and makes the HTTP response of it: the inverse of
    /// ``write(_:for:options:)``.
    ///
    /// Header fields are read from the members that the platform reads for the shape; others are ignored. What has no
    /// `statusCode` is, for an HTTP API and a function URL, itself the JSON body of a response with status 200.
    ///
    /// - Parameter answer: what the function answered.
    /// - Returns: the HTTP response.
    /// - Throws: ``EventError`` if the platform would refuse the answer with a 502.
    package func response(from answer: JSONNode) throws(EventError) -> Response {
        guard let status = answer["statusCode"] else {
            guard kind == .httpAPI || kind == .functionURL else { throw .missing("statusCode") }
            return Self.inferred(answer)
        }
        guard let code = status.int ?? status.string.flatMap({ Int($0) }), 100...599 ~= code else {
            throw .invalidValue("statusCode", expected: "a number from 100 to 599")
        }
        var response = Response(HTTPResponse.Status(code: code))
        response.status = HTTPResponse.Status(code: code, reasonPhrase: response.status.phrase)
        for member in headerMembers {
            guard let map = answer[member] else { continue }
            for (key, value) in map.rawMembers {
                guard let text = key.string, let name = HTTPField.Name(text) else {
                    throw .invalidValue(member, expected: "an object of header names")
                }
                let values = value.kind == .array ? value.elements.compactMap(\.scalarText) : [value.scalarText ?? ""]
                for value in values { response.headers.append(HTTPField(name: name, value: value)) }
            }
        }
        if kind == .httpAPI || kind == .functionURL {
            for cookie in answer["cookies"]?.elements.compactMap(\.string) ?? [] {
                response.headers.append(HTTPField(name: .setCookie, value: cookie))
            }
        }
        if let body = answer["body"], !body.isNull {
            guard let text = body.stringBytes else { throw .wrongType(body, expected: "a string", at: "body") }
            if answer["isBase64Encoded"]?.bool == true {
                guard let bytes = Base64.decode(text.span) else {
                    throw EventError(.invalidBase64, "`body` is marked as base64 and is not.", at: "body")
                }
                response.body = .bytes(bytes)
            } else {
                response.body = .bytes(Array(text))
            }
        }
        return response
    }

    /// The members that hold a response's header fields.
    ///
    /// A load balancer reads `multiValueHeaders` where its target group has multi-value headers, and `headers` where it has
    /// not (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html).
    private var headerMembers: [String] {
        switch kind {
        case .restAPI: ["headers", "multiValueHeaders"]
        case .loadBalancerMultiValue: ["multiValueHeaders"]
        case .httpAPI, .functionURL, .loadBalancer, .lattice, .latticeV1: ["headers"]
        }
    }

    private static func inferred(_ answer: JSONNode) -> Response {
        .json(answer.stringBytes.map { Array($0) } ?? Array(answer.rawBytes))
    }
}
