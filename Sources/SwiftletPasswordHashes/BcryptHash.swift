import SwiftletSecurity

/// A parsed bcrypt hash.
struct BcryptHash {
    /// The transformation of the password before bcrypt.
    private enum Preparation {
        case none
        /// Django: the SHA-256 digest in hexadecimal.
        case sha256Hex
        /// passlib before 1.7.3: the SHA-256 digest in base64.
        case sha256Base64
        /// passlib: the HMAC with the salt as key, in base64.
        case hmacBase64(salt: String)
    }

    let cost: Int
    /// The setting of libcrypt: identifier, cost and salt.
    let setting: String
    /// The last 31 characters.
    let digest: [UInt8]
    private let preparation: Preparation

    static let prefixes = ["$2a$", "$2b$", "$2y$", "$bcrypt-sha256$", "bcrypt$", "bcrypt_sha256$"]
    static let digestSize = 31
    private static let saltSize = 22
    private static let maximumPhrase = 72

    /// Parses a stored hash; `nil` if it is malformed.
    init?(parsing stored: String) {
        let bytes = Array(stored.utf8)
        guard bytes.count <= 128, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        // ASCII, so that each character is one byte.
        let fields = stored.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        switch (fields[0], fields.count) {
        case ("", 4) where fields[2].utf8.count == 2:
            self.init(fields[1], cost: fields[2], text: fields[3], preparation: .none)
        case ("bcrypt", 5) where fields[1].isEmpty && fields[3].utf8.count == 2:
            self.init(fields[2], cost: fields[3], text: fields[4], preparation: .none)
        case ("bcrypt_sha256", 5) where fields[1].isEmpty && fields[3].utf8.count == 2:
            self.init(fields[2], cost: fields[3], text: fields[4], preparation: .sha256Hex)
        case ("", 5) where fields[1] == "bcrypt-sha256":
            self.init(passlib: fields[2], salt: fields[3], fields[4])
        default: return nil
        }
    }

    private init?(passlib parameters: String, salt: String, _ digest: String) {
        let items = parameters.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if items.count == 3, items[0] == "v=2", items[1] == "t=2b", items[2].hasPrefix("r=") {
            self.init(
                "2b",
                cost: String(items[2].dropFirst(2)),
                text: salt + digest,
                preparation: .hmacBase64(salt: salt)
            )
        } else if items.count == 2, items[0] == "2a" || items[0] == "2b" {
            self.init(items[0], cost: items[1], text: salt + digest, preparation: .sha256Base64)
        } else {
            return nil
        }
        guard salt.utf8.count == Self.saltSize else { return nil }
    }

    private init?(_ identifier: String, cost: String, text: String, preparation: Preparation) {
        guard ["2a", "2b", "2y"].contains(identifier) else { return nil }
        guard (1...2).contains(cost.utf8.count), cost.utf8.allSatisfy(Self.isDigit), let number = Int(cost),
            (4...31).contains(number)
        else { return nil }
        guard text.utf8.count == Self.saltSize + Self.digestSize, text.utf8.allSatisfy(Self.isBase64) else {
            return nil
        }
        self.cost = number
        // In libcrypt 2b and 2y are equal, and 2a protects against the collisions of an old bug.
        setting = "$\(identifier)$\(number < 10 ? "0" : "")\(number)$\(text.prefix(Self.saltSize))"
        digest = Array(text.utf8.suffix(Self.digestSize))
        self.preparation = preparation
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF) && byte >= UInt8(ascii: "A")
    }

    /// The input of bcrypt for a password, at most 72 bytes.
    func phrase(for password: [UInt8]) throws(CryptoError) -> [UInt8] {
        switch preparation {
        case .none:
            return Array(password.prefix(Self.maximumPhrase))
        case .sha256Hex:
            let digits = Array("0123456789abcdef".utf8)
            return try HashFunction.sha256.digest(of: password)
                .flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        case .sha256Base64:
            return Array(Base64.encode(try HashFunction.sha256.digest(of: password)).utf8)
        case .hmacBase64(let salt):
            return Array(Base64.encode(try HMAC(key: Array(salt.utf8)).authenticate(password)).utf8)
        }
    }
}
