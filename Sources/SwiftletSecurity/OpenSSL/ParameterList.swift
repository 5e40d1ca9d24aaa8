import COpenSSL

/// Owns an array of `OSSL_PARAM`, from which a key is built.
///
/// The entries point into buffers of the list, which are cleared at the end: they can contain private numbers.
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

    /// Appends a non-negative number.
    ///
    /// - Parameters:
    ///   - number: The number as big-endian bytes. Zero if empty.
    ///   - name: The OpenSSL name of the parameter.
    mutating func append(number: [UInt8], as name: StaticString) {
        // OpenSSL expects native byte order and at least one byte.
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

    /// Appends a byte string.
    mutating func append(octets: [UInt8], as name: StaticString) {
        let buffer = unsafe copy(octets)
        unsafe entries.append(
            OSSL_PARAM_construct_octet_string(Self.key(name), buffer.baseAddress, buffer.count)
        )
    }

    /// Appends a UTF-8 string.
    mutating func append(text: String, as name: StaticString) {
        // The length excludes the null terminator.
        let buffer = unsafe copy(Array(text.utf8) + [0])
        unsafe entries.append(
            OSSL_PARAM_construct_utf8_string(
                Self.key(name),
                buffer.bindMemory(to: CChar.self).baseAddress,
                buffer.count - 1
            )
        )
    }

    /// Calls `body` with the entries and their terminator.
    borrowing func withEntries<Result>(_ body: (UnsafeMutablePointer<OSSL_PARAM>?) -> Result) -> Result {
        var terminated = unsafe entries
        unsafe terminated.append(OSSL_PARAM_construct_end())
        return unsafe terminated.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress) }
    }

    /// A literal outlives every list, so entries can point to it.
    private static func key(_ name: StaticString) -> UnsafePointer<CChar> {
        unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    private mutating func copy(_ bytes: [UInt8]) -> UnsafeMutableRawBufferPointer {
        // Never empty: a null pointer in an entry would request the size.
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 8)
        unsafe buffer.copyBytes(from: bytes)
        let used = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<bytes.count])
        unsafe buffers.append(buffer)
        return unsafe used
    }
}
