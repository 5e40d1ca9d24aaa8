import SwiftletPasswordHashes
import SwiftletSecurity

/// A password hash format of an earlier application whose hashes are in the database, with their maximum cost.
public enum LegacyPasswordHash: Hashable, Sendable, CustomStringConvertible {
    /// Argon2, such as the Argon2id of pwdlib, passlib and Django: the memory in KiB, 8...4,194,304, and the number of
    /// passes, 1...100.
    case argon2(memory: Int, passes: Int)
    /// bcrypt, such as that of passlib, pwdlib and Django: the cost, 4...20.
    case bcrypt(cost: Int)
    /// PBKDF2 with HMAC-SHA-256 in the formats of passlib and Django: the number of iterations, 1...10,000,000.
    case pbkdf2(iterations: Int)

    /// The default formats: PBKDF2 with passlib's default cost.
    static let standard = [LegacyPasswordHash.pbkdf2(iterations: 29_000)]

    /// Parses a format: its name, optionally followed by colons and the cost.
    ///
    /// The default costs are those of argon2-cffi 25.1, of bcrypt in passlib and Django, and of PBKDF2 in Django 5.2.
    ///
    /// - Returns: `nil` for an unknown name or a cost that is out of range.
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
        // The short name was used by earlier versions.
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

    /// The name and the cost, in the format of the settings.
    public var description: String {
        switch self {
        case .argon2(let memory, let passes): "\(name):\(memory):\(passes)"
        case .bcrypt(let cost): "\(name):\(cost)"
        case .pbkdf2(let iterations): "\(name):\(iterations)"
        }
    }

    /// The scheme that verifies these hashes, and takes the time of the maximum cost for every failed check.
    ///
    /// Its limits are at least that cost, so that no such hash is rejected.
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
