import SwiftletJSON

/// The format of [function URLs](https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html): payload format 2.0, with an
/// encoded path.
enum FunctionURLFormat: HTTPEventFormat {
    /// Whether an event in payload format 2.0 is from a function URL, whose domain is `<id>.lambda-url.<region>.on.aws`.
    static func recognizes(context: JSONNode) -> Bool {
        guard let domain = context["domainName"]?.stringBytes, let dot = domain.firstIndex(of: UInt8(ascii: ".")) else {
            return false
        }
        return domain[dot...].starts(with: ".lambda-url.".utf8)
    }

    static func requestHead(from event: JSONNode, options: HTTPEventOptions) throws(EventError) -> Request {
        let members = try Version2Members(event)
        let path = PathPrefix.split(members.path, after: options.basePath)
        return try members.request(of: .functionURL, path: path, pathIsEncoded: true, options: options)
    }

    static func write(_ fields: ResponseFields, to writer: inout JSONWriter) {
        Version2Members.write(fields, to: &writer)
    }

    /// Returns `true`: see [function URLs](https://docs.aws.amazon.com/lambda/latest/dg/config-rs-invoke-furls.html).
    static func streamsResponse(to event: JSONNode) -> Bool { true }
}
