import SwiftletSecurity

extension PasswordHasher {
    /// A hasher that takes little time, and a queue that no number of simultaneous tests fills.
    static func cheap(logN: Int = 4, verifying schemes: [any PasswordScheme] = []) throws -> PasswordHasher {
        try PasswordHasher(parameters: ScryptParameters(logN: logN), verifying: schemes, queue: longQueue)
    }

    private static let longQueue = PasswordQueue(waitingLimit: 100_000)
}
