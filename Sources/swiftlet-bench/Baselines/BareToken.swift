import COpenSSL
import Glibc

/// HS256 tokens, verified and signed with OpenSSL's EVP as in C.
///
/// One context initialized with the key, its own buffers, no allocation per token. It decodes and encodes base64url,
/// compares the header as text, and compares codes in constant time. Claims are found by searching the text for their
/// names, and the written JSON has a fixed format.
@safe final class BareToken: @unchecked Sendable {
    // Guard: one benchmark at a time uses it, on one thread.
    private let context: OpaquePointer
    private let output: UnsafeMutablePointer<UInt8>
    private let characters: UnsafeMutablePointer<UInt8>
    private let values: UnsafeMutablePointer<UInt8>
    private let header = Array(#"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"#.utf8)

    private static let capacity = 4096
    private static let codeSize = 32
    private static let dot = UInt8(ascii: ".")

    init(key: [UInt8]) throws(BenchError) {
        let algorithm = unsafe EVP_MAC_fetch(nil, "HMAC", nil)
        defer { unsafe EVP_MAC_free(algorithm) }
        guard let context = unsafe EVP_MAC_CTX_new(algorithm) else { throw BenchError("OpenSSL has no HMAC") }
        unsafe self.context = unsafe context
        unsafe output = .allocate(capacity: 2 * Self.capacity)
        unsafe characters = .allocate(capacity: 64)
        unsafe values = .allocate(capacity: 256)
        unsafe values.initialize(repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        for (value, character) in alphabet.utf8.enumerated() {
            unsafe characters[value] = character
            unsafe values[Int(character)] = UInt8(value)
        }
        var name = Array("SHA256".utf8CString)
        let isReady = unsafe name.withUnsafeMutableBufferPointer { name in
            let parameters = unsafe [
                OSSL_PARAM_construct_utf8_string("digest", name.baseAddress, 0), OSSL_PARAM_construct_end(),
            ]
            return unsafe EVP_MAC_init(context, key, key.count, parameters) == 1
        }
        guard isReady else { throw BenchError("OpenSSL rejects the key") }
    }

    deinit {
        unsafe EVP_MAC_CTX_free(context)
        unsafe output.deallocate()
        unsafe characters.deallocate()
        unsafe values.deallocate()
    }

    /// The number of bytes of `sub`, 0 for a token that is not valid.
    func verify(_ token: [UInt8]) -> Int {
        unsafe token.withUnsafeBufferPointer { unsafe verify($0.baseAddress, $0.count) }
    }

    private func verify(_ token: UnsafePointer<UInt8>?, _ count: Int) -> Int {
        guard let token = unsafe token, count < Self.capacity else { return 0 }
        var first = 0
        while first < count, unsafe token[first] != Self.dot { first += 1 }
        var second = first + 1
        while second < count, unsafe token[second] != Self.dot { second += 1 }
        guard second < count, first == header.count, unsafe CRYPTO_memcmp(token, header, first) == 0 else { return 0 }
        let code = unsafe output + Self.capacity
        let size = unsafe decode(token + first + 1, second - first - 1, to: output)
        guard size > 0, unsafe decode(token + second + 1, count - second - 1, to: code) == Self.codeSize else {
            return 0
        }
        let expected = unsafe code + Self.codeSize
        unsafe authenticate(token, second, to: expected)
        guard unsafe CRYPTO_memcmp(expected, code, Self.codeSize) == 0 else { return 0 }
        unsafe output[size] = 0
        return unsafe subject(in: UnsafeRawPointer(output).assumingMemoryBound(to: CChar.self))
    }

    /// The length of `sub` in claims that have not expired.
    private func subject(in claims: UnsafePointer<CChar>) -> Int {
        guard let expiry = unsafe strstr(claims, Self.text(#""exp":"#)), unsafe atol(expiry + 6) > time(nil),
            let subject = unsafe strstr(claims, Self.text(#""sub":""#))
        else { return 0 }
        return unsafe strcspn(subject + 7, Self.text("\""))
    }

    private static func text(_ literal: StaticString) -> UnsafePointer<CChar> {
        unsafe UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    /// The length of the token of a subject, valid for 15 minutes.
    func sign(_ subject: [UInt8]) -> Int {
        let payload = unsafe output + Self.capacity + 64
        var count = 0
        func write(_ text: UnsafePointer<UInt8>?, _ length: Int) {
            guard let text = unsafe text else { return }
            unsafe (payload + count).update(from: text, count: length)
            count += length
        }
        func write(_ literal: StaticString) { unsafe write(literal.utf8Start, literal.utf8CodeUnitCount) }
        func write(_ number: Int) {
            var (rest, digits) = (number, 0)
            repeat {
                rest /= 10
                digits += 1
            } while rest > 0
            rest = number
            for index in 1...digits {
                unsafe payload[count + digits - index] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
            count += digits
        }
        let now = time(nil)
        write(#"{"sub":""#)
        unsafe subject.withUnsafeBufferPointer { unsafe write($0.baseAddress, $0.count) }
        write(#"","exp":"#)
        write(now + 900)
        write(#","iat":"#)
        write(now)
        write("}")
        return unsafe sign(payload, count)
    }

    private func sign(_ payload: UnsafePointer<UInt8>, _ count: Int) -> Int {
        unsafe output.update(from: header, count: header.count)
        var end = header.count
        unsafe output[end] = Self.dot
        end += 1
        unsafe end += encode(payload, count, to: output + end)
        let code = unsafe output + Self.capacity
        unsafe authenticate(output, end, to: code)
        unsafe output[end] = Self.dot
        end += 1
        return unsafe end + encode(code, Self.codeSize, to: output + end)
    }

    private func authenticate(_ text: UnsafePointer<UInt8>, _ count: Int, to code: UnsafeMutablePointer<UInt8>) {
        var written = 0
        unsafe EVP_MAC_init(context, nil, 0, nil)
        unsafe EVP_MAC_update(context, text, count)
        unsafe EVP_MAC_final(context, code, &written, Self.codeSize)
    }

    /// The number of decoded bytes, 0 for invalid base64url.
    private func decode(_ text: UnsafePointer<UInt8>, _ count: Int, to output: UnsafeMutablePointer<UInt8>) -> Int {
        var (all, bits, length): (UInt8, UInt32, Int) = (0, 0, 0)
        var index = 0
        while index + 4 <= count {
            let (a, b) = unsafe (values[Int(text[index])], values[Int(text[index + 1])])
            let (c, d) = unsafe (values[Int(text[index + 2])], values[Int(text[index + 3])])
            all |= a | b | c | d
            bits = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
            unsafe output[length] = UInt8(truncatingIfNeeded: bits >> 16)
            unsafe output[length + 1] = UInt8(truncatingIfNeeded: bits >> 8)
            unsafe output[length + 2] = UInt8(truncatingIfNeeded: bits)
            index += 4
            length += 3
        }
        let tail = count - index
        guard tail > 0 else { return all < 64 ? length : 0 }
        guard tail > 1 else { return 0 }
        let (a, b) = unsafe (values[Int(text[index])], values[Int(text[index + 1])])
        let c = unsafe tail == 3 ? values[Int(text[index + 2])] : 0
        bits = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6
        guard all | a | b | c < 64, bits & (tail == 3 ? 0xFF : 0xFFFF) == 0 else { return 0 }
        unsafe output[length] = UInt8(truncatingIfNeeded: bits >> 16)
        if tail == 3 { unsafe output[length + 1] = UInt8(truncatingIfNeeded: bits >> 8) }
        return length + tail - 1
    }

    /// The number of encoded characters.
    private func encode(_ bytes: UnsafePointer<UInt8>, _ count: Int, to output: UnsafeMutablePointer<UInt8>) -> Int {
        var (index, length) = (0, 0)
        while index + 3 <= count {
            let high = unsafe UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8
            let bits = unsafe high | UInt32(bytes[index + 2])
            unsafe output[length] = unsafe characters[Int(bits >> 18)]
            unsafe output[length + 1] = unsafe characters[Int(bits >> 12 & 63)]
            unsafe output[length + 2] = unsafe characters[Int(bits >> 6 & 63)]
            unsafe output[length + 3] = unsafe characters[Int(bits & 63)]
            index += 3
            length += 4
        }
        let tail = count - index
        guard tail > 0 else { return length }
        let bits = unsafe UInt32(bytes[index]) << 16 | (tail == 2 ? UInt32(bytes[index + 1]) << 8 : 0)
        unsafe output[length] = unsafe characters[Int(bits >> 18)]
        unsafe output[length + 1] = unsafe characters[Int(bits >> 12 & 63)]
        if tail == 2 { unsafe output[length + 2] = unsafe characters[Int(bits >> 6 & 63)] }
        return length + tail + 1
    }
}
