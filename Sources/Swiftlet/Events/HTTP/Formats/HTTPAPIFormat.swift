import SwiftletJSON

/// The format of [HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html)
/// of API Gateway with payload format 2.0.
///
/// They decode the path, and include a named stage in it.
enum HTTPAPIFormat: HTTPEventFormat {
    static func requestHead(from event: JSONNode, options: HTTPEventOptions) throws(EventError) -> Request {
        let members = try Version2Members(event)
        let path = StagePath.split(members.path, of: event, context: members.context, basePath: options.basePath)
        return try members.request(of: .httpAPI, path: path, pathIsEncoded: false, options: options)
    }

    static func write(_ fields: ResponseFields, to writer: inout JSONWriter) {
        Version2Members.write(fields, to: &writer)
    }
}
