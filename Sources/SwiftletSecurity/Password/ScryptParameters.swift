/// The cost parameters of scrypt, of [RFC 7914](https://www.rfc-editor.org/rfc/rfc7914).
///
/// A hash needs about `128 × 2^logN × blockSize` bytes of memory, and time proportional to
/// `2^logN × blockSize × parallelism`.
public struct ScryptParameters: Hashable, Sendable, CustomStringConvertible {
    /// The binary logarithm of the cost `N`: 1...30.
    public let logN: Int
    /// The block size `r`: 1...64.
    public let blockSize: Int
    /// The parallelism `p`: 1...64.
    ///
    /// OpenSSL computes the lanes sequentially, so it increases the time and not the memory.
    public let parallelism: Int

    /// `ln=14,r=8,p=5`: 16 MiB, which fits into the smallest function size.
    ///
    /// One of the equivalent choices that
    /// [OWASP recommends](https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html): the one with the
    /// most memory that, including overhead, stays within 32 MiB, OpenSSL's default limit for other programs that check the
    /// hash. With more memory, `logN: 17, parallelism: 1` uses 128 MiB.
    public static let standard = ScryptParameters(unchecked: 14, 8, 5)

    /// Creates parameters.
    ///
    /// - Parameters:
    ///   - logN: The binary logarithm of `N`: 1...30.
    ///   - blockSize: The block size `r`: 1...64.
    ///   - parallelism: The parallelism `p`: 1...64.
    /// - Throws: `PasswordError` with `invalidParameters` if a value is outside its range, or `N` is not below
    ///   `2^(16 × blockSize)` (RFC 7914).
    public init(logN: Int, blockSize: Int = 8, parallelism: Int = 1) throws(PasswordError) {
        guard (1...30).contains(logN), (1...64).contains(blockSize), (1...64).contains(parallelism) else {
            throw PasswordError(
                .invalidParameters,
                "The scrypt parameters must be within logN 1...30, blockSize 1...64 and parallelism 1...64."
            )
        }
        guard logN < 16 * blockSize else {
            throw PasswordError(.invalidParameters, "The scrypt cost is too high for its block size.")
        }
        self.init(unchecked: logN, blockSize, parallelism)
    }

    private init(unchecked logN: Int, _ blockSize: Int, _ parallelism: Int) {
        self.logN = logN
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// The memory for computing one hash, in bytes.
    ///
    /// The sum of the table, the lanes and the scratch blocks, as OpenSSL counts them against its limit.
    public var memory: Int {
        let block = 128 * blockSize
        return block * parallelism + block * (1 << logN) + 2 * block
    }

    /// The work of one hash: the number of block mixing steps.
    var work: Int { (1 << logN) * blockSize * parallelism }

    /// The parameters in the format of the hash: `ln=14,r=8,p=5`.
    public var description: String { "ln=\(logN),r=\(blockSize),p=\(parallelism)" }
}
