import HTTPTypes
import Hummingbird
import Swiftlet
import SwiftletGateway
import SwiftletServer

extension InvokeAPI {
    /// The maximum size of a chunk.
    private static let chunk = 256 * 1024

    /// Invokes a function and streams its response as event stream messages.
    func stream(_ call: FunctionCall, _ headers: HTTPFields) async -> Hummingbird.Response {
        var call = call
        call.acceptsStream = true
        var headers = headers
        headers[field: InvokeHeader.executedVersion] = "$LATEST"
        headers[.contentType] = EventStreamMessage.contentType
        let outcome = await host.invoke(call)
        if case .stream(let stream) = outcome, let type = stream.contentType {
            headers[field: InvokeHeader.streamContentType] = type
        }
        return Hummingbird.Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { [tail = call.tail] writer in
                var failure: FunctionFailure?
                var details: [UInt8]?
                switch outcome {
                case .response(let bytes):
                    try await writer.write(contentsOf: Self.messages(for: bytes))
                case .failure(let error, let payload):
                    (failure, details) = (error, payload)
                case .stream(let stream):
                    while let part = await Self.next(stream, &failure) {
                        try await writer.write(contentsOf: Self.messages(for: part))
                    }
                }
                let end = EventStreamMessage.invokeComplete(failure, details: details ?? failure?.report, log: tail)
                try await writer.write(ByteBuffer(bytes: end.bytes))
                try await writer.finish(nil)
            }
        )
    }

    /// The next chunk; `nil` at the end, and if the response is aborted.
    private static func next(_ stream: ResponseStream, _ failure: inout FunctionFailure?) async -> [UInt8]? {
        do {
            return try await stream.next()
        } catch {
            failure = FunctionFailure(error)
            return nil
        }
    }

    /// The messages of a chunk.
    private static func messages(for bytes: [UInt8]) -> [ByteBuffer] {
        stride(from: 0, to: bytes.count, by: chunk)
            .map { start in
                let part = Array(bytes[start..<min(start + chunk, bytes.count)])
                return ByteBuffer(bytes: EventStreamMessage.payloadChunk(part).bytes)
            }
    }
}
