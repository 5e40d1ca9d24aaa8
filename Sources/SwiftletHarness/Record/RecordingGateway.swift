import Swiftlet
import SwiftletGateway
import Synchronization

/// A gateway that records requests and responses.
struct RecordingGateway: RequestGateway {
    /// The maximum size of a streamed response that is recorded.
    private static let limit = 6 * 1024 * 1024

    let gateway: any RequestGateway
    let recorder: FixtureRecorder

    var limits: GatewayLimits { gateway.limits }

    /// Responds to a request and records it once the response is complete, before the client has received all of it.
    func respond(to request: Swiftlet.Request, rawQuery: String?) async -> GatewayResponse {
        let known = recorder.knownValues()
        var reply = await gateway.respond(to: request, rawQuery: rawQuery)
        guard reply.failure == nil else {
            recorder.record(request, nil, known: known)
            return reply
        }
        switch reply.response.body {
        case .bytes: recorder.record(request, reply.response, known: known)
        case .stream(let stream):
            reply.response.body = .stream(recorded(stream, of: reply.response, to: request, known: known))
        }
        return reply
    }

    private func recorded(
        _ stream: BodyStream,
        of response: Swiftlet.Response,
        to request: Swiftlet.Request,
        known: Int
    ) -> BodyStream {
        BodyStream { [recorder] write in
            let parts = ChunkBuffer(limit: Self.limit)
            let relay: BodyStream.Write = { part in
                parts.append(part)
                try await write(part)
            }
            try await stream.forEach(relay)
            var whole = response
            whole.body = .bytes(parts.bytes)
            recorder.record(request, whole, known: known)
        }
    }
}

/// The chunks of a stream up to a limit, plus one chunk.
private final class ChunkBuffer: Sendable {
    private let limit: Int
    private let collected = Mutex<[UInt8]>([])

    init(limit: Int) {
        self.limit = limit
    }

    func append(_ part: [UInt8]) {
        collected.withLock { if $0.count <= limit { $0 += part } }
    }

    var bytes: [UInt8] { collected.withLock { $0 } }
}
