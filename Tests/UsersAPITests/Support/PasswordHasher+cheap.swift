import SwiftletSecurity

extension PasswordHasher {
    /// Returns a hasher with a low cost.
    static func cheap(logN: Int = 4, verifying schemes: [any PasswordScheme] = []) throws -> PasswordHasher {
        try PasswordHasher(parameters: ScryptParameters(logN: logN), verifying: schemes, queue: testPasswordQueue)
    }
}
