package import Swiftlet

/// The outcome of an invocation; a streamed response may still fail.
package enum FunctionOutcome: Sendable {
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
    /// - Returns: The response; a failure if the stream fails.
    package func collected() async -> Result<[UInt8], FunctionFailure> {
        switch self {
        case .response(let bytes): return .success(bytes)
        case .failure(let failure, _): return .failure(failure)
        case .stream(let stream):
            do {
                var bytes: [UInt8] = []
                while let part = try await stream.next() {
                    bytes += part
                }
                return .success(bytes)
            } catch {
                return .failure(FunctionFailure(error))
            }
        }
    }
}
