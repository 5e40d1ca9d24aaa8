import CArgon2
import SwiftletSecurity

/// A parsed Argon2 hash.
struct Argon2Hash {
    private let type: argon2_type
    private let version: argon2_version
    let cost: Argon2Cost
    private let salt: [UInt8]
    let key: [UInt8]

    static let prefixes = types.keys.map { "$\($0)$" } + ["argon2$"]
    private static let types = ["argon2id": Argon2_id, "argon2i": Argon2_i, "argon2d": Argon2_d]
    private static let versions = ["v=19": ARGON2_VERSION_13, "v=16": ARGON2_VERSION_10]
    private static let saltSizes = 8...64
    private static let keySizes = 12...128

    /// Creates an Argon2id hash of the current version.
    init(cost: Argon2Cost, salt: [UInt8], key: [UInt8]) {
        type = Argon2_id
        version = ARGON2_VERSION_13
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    /// Parses a stored hash; `nil` if it is malformed.
    init?(parsing stored: String) {
        let bytes = Array(stored.utf8)
        guard bytes.count <= 512, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        // ASCII, so that each character is one byte.
        var fields = stored.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard ["", "argon2"].contains(fields.removeFirst()) else { return nil }
        // The version is optional in hashes of the first version.
        if fields.count == 4 { fields.insert("v=16", at: 1) }
        guard fields.count == 5, let type = Self.types[fields[0]], let version = Self.versions[fields[1]],
            let cost = Self.cost(fields[2]), let salt = Self.decode(fields[3]), let key = Self.decode(fields[4]),
            Self.saltSizes.contains(salt.count), Self.keySizes.contains(key.count)
        else { return nil }
        self.type = type
        self.version = version
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    private static func cost(_ text: String) -> Argon2Cost? {
        let items = text.split(separator: ",", omittingEmptySubsequences: false)
        guard items.count == 3 else { return nil }
        var values: [Int] = []
        for (name, item) in zip(["m=", "t=", "p="], items) {
            guard item.hasPrefix(name), let value = number(item.dropFirst(name.count)) else { return nil }
            values.append(value)
        }
        let cost = Argon2Cost(memory: values[0], passes: values[1], lanes: values[2])
        return values == [cost.memory, cost.passes, cost.lanes] ? cost : nil
    }

    /// A positive decimal number without sign or leading zero.
    private static func number(_ text: Substring) -> Int? {
        guard (1...10).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "0") else { return nil }
        guard text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
        return Int(text)
    }

    /// Base64 without padding.
    private static func decode(_ text: String) -> [UInt8]? {
        guard !text.utf8.contains(UInt8(ascii: "=")) else { return nil }
        return Base64.decode(text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
    }

    /// Derives the key of a password with the salt and the cost of this hash.
    ///
    /// - Throws: `PasswordError` with `cryptographyFailed` when memory is exhausted.
    func key(of password: [UInt8]) throws(PasswordError) -> [UInt8] {
        var password = password
        var salt = salt
        var key = [UInt8](repeating: 0, count: key.count)
        var context = unsafe argon2_context()
        unsafe context.t_cost = UInt32(cost.passes)
        unsafe context.m_cost = UInt32(cost.memory)
        unsafe context.lanes = UInt32(cost.lanes)
        // The number of threads does not affect the result.
        unsafe context.threads = 1
        unsafe context.version = version.rawValue
        let status = unsafe password.withUnsafeMutableBufferPointer { password in
            unsafe salt.withUnsafeMutableBufferPointer { salt in
                unsafe key.withUnsafeMutableBufferPointer { key in
                    unsafe context.pwd = password.baseAddress
                    unsafe context.pwdlen = UInt32(password.count)
                    unsafe context.salt = salt.baseAddress
                    unsafe context.saltlen = UInt32(salt.count)
                    unsafe context.out = key.baseAddress
                    unsafe context.outlen = UInt32(key.count)
                    return unsafe argon2_ctx(&context, type)
                }
            }
        }
        guard status == ARGON2_OK.rawValue else {
            throw PasswordError(.cryptographyFailed, "libargon2 could not compute Argon2 (error \(status)).")
        }
        return key
    }
}
