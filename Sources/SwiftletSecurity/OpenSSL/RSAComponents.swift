/// The numbers of an RSA key, as big-endian bytes.
struct RSAComponents {
    /// The numbers of the private key.
    struct Private {
        var exponent: [UInt8]
        /// The primes, exponents and coefficient, which make signing several times faster.
        var factors: Factors?
    }

    /// The CRT parameters, named as in RFC 7518, section 6.3.2.
    struct Factors {
        var p: [UInt8]
        var q: [UInt8]
        var dp: [UInt8]
        var dq: [UInt8]
        var qi: [UInt8]
    }

    var modulus: [UInt8]
    var exponent: [UInt8]
    var secret: Private?
}
