import SwiftletSecurity

/// The queue of the hashers in tests, because concurrent tests would exceed the limit of the shared queue.
let testPasswordQueue = PasswordQueue(waitingLimit: 100_000)
