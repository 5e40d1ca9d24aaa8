package import HTTPTypes
package import Hummingbird
import NIOCore
package import Swiftlet
import SwiftletIO

/// Converts between Hummingbird's requests and responses and Swiftlet's.
package enum HTTPTranslation {
    /// Hop-by-hop header fields (RFC 9110, 7.6.1), and fields that the server sets itself.
    private static let ofConnection: Set<String> = [
        "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "date",
    ]

    /// The header fields of a message without those of the connection.
    package static func endToEndFields(_ fields: HTTPFields) -> HTTPFields {
        var kept = HTTPFields()
        for field in fields where !ofConnection.contains(field.name.canonicalName) {
            kept.append(field)
        }
        return kept
    }

    /// Converts a request.
    ///
    /// - Parameters:
    ///   - received: The HTTP server's request.
    ///   - body: The request body.
    ///   - client: The client's address.
    /// - Returns: The app's request.
    package static func request(_ received: Hummingbird.Request, body: [UInt8], client: String?) -> Swiftlet.Request {
        let (path, query) = received.target
        var request = Swiftlet.Request(
            method: received.method,
            path: path.hasPrefix("/") ? path : "/" + path,
            query: query.map(QueryString.parse) ?? [],
            headers: endToEndFields(received.headers),
            body: body
        )
        request.scheme = "http"
        request.host = received.head.authority
        request.clientAddress = client
        return request
    }

    /// Converts a response.
    ///
    /// - Parameters:
    ///   - response: The app's response.
    ///   - method: The request method. A response to HEAD has the content length of the GET response and no body.
    /// - Returns: The HTTP server's response.
    package static func response(_ response: Swiftlet.Response, to method: HTTPRequest.Method) -> Hummingbird.Response {
        var headers = endToEndFields(response.headers)
        let isBodiless = response.status.kind == .informational || [204, 304].contains(response.status.code)
        if method == .head || isBodiless {
            let length = isBodiless ? nil : headers[.contentLength]
            var result = Hummingbird.Response(status: response.status, headers: headers)
            result.headers[.contentLength] = length
            return result
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

    /// A streamed body.
    ///
    /// If the stream fails, the connection is closed so that the client can detect the truncated body.
    private static func body(_ stream: BodyStream) -> ResponseBody {
        ResponseBody { writer in
            let parts = ChunkChannel()
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
