#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The random generator that OpenSSL keeps in the memory of the process, for the TLS of libcurl and libpq.
enum OpenSSLGenerator {
    /// Seeds the generator again from the kernel, where the process has loaded OpenSSL.
    ///
    /// Processes restored from one snapshot have the same state in memory, and would choose the same keys. The runtime does
    /// not link OpenSSL itself, so the function is looked up: see [RAND_poll(3)](https://docs.openssl.org/3.0/man3/RAND_add/).
    ///
    /// - Throws: ``GeneratorError`` when the kernel provided no randomness.
    static func reseed() throws(GeneratorError) {
        guard let program = unsafe dlopen(nil, RTLD_NOW) else { return }
        defer { unsafe _ = dlclose(program) }
        guard let symbol = unsafe dlsym(program, "RAND_poll") else { return }
        let poll = unsafe unsafeBitCast(symbol, to: (@convention(c) () -> CInt).self)
        guard poll() == 1 else { throw GeneratorError() }
    }
}

/// OpenSSL's generator could not be seeded again.
struct GeneratorError: Error, CustomStringConvertible {
    /// A full sentence.
    var description: String { "OpenSSL's random generator could not be seeded after the restore from a snapshot." }
}
