import SwiftletIdempotency
import Testing

extension IdempotencyState {
    /// The claim of a key that was free.
    func claim(sourceLocation: SourceLocation = #_sourceLocation) throws -> IdempotencyClaim {
        guard case .claimed(let claim) = self else {
            throw UnexpectedState(state: self)
        }
        return claim
    }

    private struct UnexpectedState: Error {
        let state: IdempotencyState
    }
}
