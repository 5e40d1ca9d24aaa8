import SwiftletFixtures

/// The outcome of an invocation; a streamed response may still fail.
enum FunctionOutcome: Sendable {
    /// A buffered response.
    case response([UInt8])
    /// A streamed response.
    case stream(ResponseStream)
    /// An error, with the payload of the function's error report if it sent one.
    case failure(FunctionFailure, payload: [UInt8]? = nil)
}

extension FunctionOutcome {
    /// Buffers a streamed response.
    ///
    /// - Returns: The outcome; a failure if the stream fails.
    func collected() async -> InvocationOutcome {
        switch self {
        case .response(let bytes): return .response(bytes)
        case .failure(let failure, _): return .failure(failure)
        case .stream(let stream):
            do {
                var bytes: [UInt8] = []
                while let part = try await stream.next() {
                    bytes += part
                }
                return .response(bytes)
            } catch {
                return .failure(FunctionFailure(error))
            }
        }
    }
}
