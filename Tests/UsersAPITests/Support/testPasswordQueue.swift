import SwiftletSecurity

/// The queue of the tests' hashers: tests that run at the same time would exceed the limit of the queue they share.
let testPasswordQueue = PasswordQueue(waitingLimit: 100_000)
