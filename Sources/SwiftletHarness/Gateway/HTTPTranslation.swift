import HTTPTypes
import Hummingbird
import NIOCore
import Swiftlet
import SwiftletIO

/// Between the requests and responses of the HTTP server and those of the app.
enum HTTPTranslation {
    /// Header fields that belong to one connection (RFC 9110, 7.6.1), and those that a server sets itself.
    private static let ofConnection: Set<String> = [
        "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "date",
    ]

    /// The request that the app gets.
    ///
    /// - Parameters:
    ///   - received: the request as it came.
    ///   - body: its body.
    ///   - client: the client's address.
    /// - Returns: the request.
    static func request(_ received: Hummingbird.Request, body: [UInt8], client: String?) -> Swiftlet.Request {
        let (path, query) = received.target
        var request = Swiftlet.Request(
            method: received.method,
            path: path.hasPrefix("/") ? path : "/" + path,
            query: query.map(QueryString.parse) ?? [],
            headers: received.headers.filter { !ofConnection.contains($0.name.canonicalName) },
            body: body
        )
        request.scheme = "http"
        request.host = received.head.authority
        request.clientAddress = client
        return request
    }

    /// The response that the client gets.
    ///
    /// - Parameters:
    ///   - response: the app's.
    ///   - method: the request's method: the answer to a HEAD has the length of what a GET would get, and no body.
    /// - Returns: the response.
    static func response(_ response: Swiftlet.Response, to method: HTTPRequest.Method) -> Hummingbird.Response {
        var headers = response.headers.filter { !ofConnection.contains($0.name.canonicalName) }
        let isBodiless = response.status.kind == .informational || [204, 304].contains(response.status.code)
        if method == .head || isBodiless {
            let length = isBodiless ? nil : headers[.contentLength]
            var answer = Hummingbird.Response(status: response.status, headers: headers)
            answer.headers[.contentLength] = length
            return answer
        }
        headers[.contentLength] = nil
        switch response.body {
        case .bytes(let bytes):
            return Hummingbird.Response(
                status: response.status,
                headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            )
        case .stream(let stream):
            return Hummingbird.Response(status: response.status, headers: headers, body: body(stream))
        }
    }

    /// A body that is sent while it is made.
    ///
    /// If it fails on the way, the connection is cut: the client must not take the part for the whole.
    private static func body(_ stream: BodyStream) -> ResponseBody {
        ResponseBody { writer in
            let parts = PartChannel()
            let producer = Task {
                do {
                    try await stream.forEach(parts.send)
                    parts.finish(.success(()))
                } catch {
                    parts.finish(.failure(error))
                }
            }
            do {
                while let part = try await parts.next() {
                    try await writer.write(ByteBuffer(bytes: part))
                }
            } catch {
                producer.cancel()
                parts.close()
                throw error
            }
            try await writer.finish(nil)
        }
    }
}

extension HTTPFields {
    fileprivate func filter(_ isKept: (HTTPField) -> Bool) -> HTTPFields {
        var fields = HTTPFields()
        for field in self where isKept(field) {
            fields.append(field)
        }
        return fields
    }
}
