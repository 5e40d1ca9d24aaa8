import COpenSSL

/// The owner of one list of `OSSL_PARAM`: what a key is built from.
///
/// The entries point into memory, so the list has its own, and wipes it: the numbers of a private key pass through here.
/// See [OSSL_PARAM(3)](https://docs.openssl.org/3.0/man3/OSSL_PARAM/).
@safe
struct ParameterList: ~Copyable {
    private var entries: [OSSL_PARAM] = unsafe []
    private var buffers: [UnsafeMutableRawBufferPointer] = unsafe []

    init() {}

    deinit {
        var remaining = unsafe buffers
        while let buffer = unsafe remaining.popLast() {
            unsafe OPENSSL_cleanse(buffer.baseAddress, buffer.count)
            unsafe buffer.deallocate()
        }
    }

    /// Adds a non-negative number.
    ///
    /// - Parameters:
    ///   - number: Its bytes, the most significant first. Zero when empty.
    ///   - name: OpenSSL's name of the parameter.
    mutating func append(number: [UInt8], as name: StaticString) {
        // OpenSSL wants the machine's byte order, and at least one byte.
        let digits = number.isEmpty ? [0] : number
        #if _endian(little)
        let buffer = unsafe copy(digits.reversed())
        #else
        let buffer = unsafe copy(digits)
        #endif
        unsafe entries.append(
            OSSL_PARAM_construct_BN(Self.key(name), buffer.bindMemory(to: UInt8.self).baseAddress, buffer.count)
        )
    }

    /// Adds a byte string.
    mutating func append(octets: [UInt8], as name: StaticString) {
        let buffer = unsafe copy(octets)
        unsafe entries.append(
            OSSL_PARAM_construct_octet_string(Self.key(name), buffer.baseAddress, buffer.count)
        )
    }

    /// Adds a text.
    mutating func append(text: String, as name: StaticString) {
        // The length leaves out the null that C wants to find after it.
        let buffer = unsafe copy(Array(text.utf8) + [0])
        unsafe entries.append(
            OSSL_PARAM_construct_utf8_string(
                Self.key(name),
                buffer.bindMemory(to: CChar.self).baseAddress,
                buffer.count - 1
            )
        )
    }

    /// Lends the list, with its end mark, to a call that reads it.
    borrowing func withEntries<Result>(_ body: (UnsafeMutablePointer<OSSL_PARAM>?) -> Result) -> Result {
        var terminated = unsafe entries
        unsafe terminated.append(OSSL_PARAM_construct_end())
        return unsafe terminated.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress) }
    }

    /// A literal outlives every list, so the entries may keep pointing at it.
    private static func key(_ name: StaticString) -> UnsafePointer<CChar> {
        unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    private mutating func copy(_ bytes: [UInt8]) -> UnsafeMutableRawBufferPointer {
        // Never empty, so that an entry never has a null pointer, which would mean "tell me the size".
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 8)
        unsafe buffer.copyBytes(from: bytes)
        let used = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<bytes.count])
        unsafe buffers.append(buffer)
        return unsafe used
    }
}
