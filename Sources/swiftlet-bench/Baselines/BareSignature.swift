import COpenSSL
import SwiftletSecurity

/// The verification of one signature with OpenSSL's EVP as in C: a context initialized with the key is copied for each
/// message.
///
/// Nothing is decoded: the message and the DER signature are prepared in advance.
@safe final class BareSignature: @unchecked Sendable {
    // Guard: one benchmark at a time uses it, on one thread.
    private let prepared: OpaquePointer
    private let message: [UInt8]
    private let signature: [UInt8]

    init(_ token: SignedToken) throws(BenchError) {
        let parts = token.token.split(separator: ".")
        guard parts.count == 3, let signature = Base64URL.decode(String(parts[2])) else {
            throw BenchError("the token of \(token.algorithm) has no signature")
        }
        message = Array((parts[0] + "." + parts[1]).utf8)
        self.signature = token.algorithm == "ES256" ? Self.der(signature) : signature
        guard let context = unsafe EVP_MD_CTX_new(), let key = unsafe Self.key(token.publicKey) else {
            throw BenchError("OpenSSL cannot parse the key")
        }
        defer { unsafe EVP_PKEY_free(key) }
        unsafe prepared = unsafe context
        let hash: String? = token.algorithm == "EdDSA" ? nil : "SHA256"
        guard unsafe EVP_DigestVerifyInit_ex(context, nil, hash, nil, nil, key, nil) == 1, run() == 1 else {
            throw BenchError("OpenSSL cannot verify the token of \(token.algorithm)")
        }
    }

    deinit {
        unsafe EVP_MD_CTX_free(prepared)
    }

    /// 1 if the signature is valid.
    func run() -> Int {
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        unsafe EVP_MD_CTX_copy_ex(context, prepared)
        return unsafe Int(EVP_DigestVerify(context, signature, signature.count, message, message.count))
    }

    private static func key(_ pem: String) -> OpaquePointer? {
        let text = Array(pem.utf8)
        let stream = unsafe BIO_new_mem_buf(text, Int32(text.count))
        defer { unsafe BIO_free_all(stream) }
        return unsafe PEM_read_bio_PUBKEY(stream, nil, nil, nil)
    }

    /// The two numbers of an ECDSA signature, none of which begins with a zero byte here, in DER.
    private static func der(_ signature: [UInt8]) -> [UInt8] {
        var numbers: [UInt8] = []
        for number in [signature[..<32], signature[32...]] {
            let isNegative = (number.first ?? 0) >= 0x80
            numbers += [0x02, isNegative ? 33 : 32]
            if isNegative { numbers.append(0) }
            numbers += number
        }
        return [0x30, UInt8(numbers.count)] + numbers
    }
}
