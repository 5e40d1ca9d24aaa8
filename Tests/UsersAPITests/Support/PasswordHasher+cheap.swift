import SwiftletSecurity

extension PasswordHasher {
    /// A hasher that takes little time.
    static func cheap(logN: Int = 4, verifying schemes: [any PasswordScheme] = []) throws -> PasswordHasher {
        try PasswordHasher(parameters: ScryptParameters(logN: logN), verifying: schemes, queue: testPasswordQueue)
    }
}
