import SwiftletPasswordHashes
import SwiftletSecurity

/// A format of password hashes that an earlier application has left in the database, and the highest cost of its hashes.
public enum LegacyPasswordHash: Hashable, Sendable, CustomStringConvertible {
    /// Argon2, such as the Argon2id of pwdlib, passlib and Django: the memory in KiB, 8...4,194,304, and the number of
    /// passes, 1...100.
    case argon2(memory: Int, passes: Int)
    /// bcrypt, such as that of passlib, pwdlib and Django: the cost, 4...20.
    case bcrypt(cost: Int)
    /// PBKDF2 with HMAC-SHA-256, as passlib and Django write it: the number of iterations, 1...10,000,000.
    case pbkdf2(iterations: Int)

    /// What is verified where nothing is set: the PBKDF2 of passlib, at passlib's cost.
    static let standard = [LegacyPasswordHash.pbkdf2(iterations: 29_000)]

    /// Parses a format by its name, with its cost behind colons.
    ///
    /// Without a cost it is that of argon2-cffi 25.1, of passlib's and Django's bcrypt, or of Django 5.2's PBKDF2.
    ///
    /// - Returns: `nil` for another name and a cost that is out of range.
    init?(_ text: String) {
        let fields = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        let costs = fields.dropFirst().map { Int($0) ?? -1 }
        switch (fields[0], costs.count) {
        case ("argon2", 0): self = .argon2(memory: 65_536, passes: 3)
        case ("argon2", 2) where (8...4_194_304).contains(costs[0]) && (1...100).contains(costs[1]):
            self = .argon2(memory: costs[0], passes: costs[1])
        case ("bcrypt", 0): self = .bcrypt(cost: 12)
        case ("bcrypt", 1) where (4...20).contains(costs[0]): self = .bcrypt(cost: costs[0])
        // The short name is that of earlier versions.
        case ("pbkdf2_sha256", 0), ("pbkdf2", 0): self = .pbkdf2(iterations: 1_000_000)
        case ("pbkdf2_sha256", 1) where (1...10_000_000).contains(costs[0]),
            ("pbkdf2", 1) where (1...10_000_000).contains(costs[0]):
            self = .pbkdf2(iterations: costs[0])
        default: return nil
        }
    }

    /// The name in the settings.
    var name: String {
        switch self {
        case .argon2: "argon2"
        case .bcrypt: "bcrypt"
        case .pbkdf2: "pbkdf2_sha256"
        }
    }

    /// The name and the cost, as in the settings.
    public var description: String {
        switch self {
        case .argon2(let memory, let passes): "\(name):\(memory):\(passes)"
        case .bcrypt(let cost): "\(name):\(cost)"
        case .pbkdf2(let iterations): "\(name):\(iterations)"
        }
    }

    /// The scheme that verifies it, and does as much work in every failed check.
    ///
    /// Its limits are at least the cost, so that no hash of that cost is rejected.
    var scheme: any PasswordScheme {
        switch self {
        case .argon2(let memory, let passes):
            .argon2(
                expected: Argon2Cost(memory: memory, passes: passes),
                maximumMemory: max(131_072, memory),
                maximumWork: max(1_048_576, memory * passes)
            )
        case .bcrypt(let cost): .bcrypt(cost: cost, maximumCost: max(16, cost))
        case .pbkdf2(let iterations): .pbkdf2(iterations: iterations)
        }
    }
}
