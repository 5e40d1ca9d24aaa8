import Glibc

/// OpenSSL's random number generator in this process, used for TLS by libcurl and libpq.
enum OpenSSLGenerator {
    /// Reseeds the generator from the kernel, if the process has loaded OpenSSL.
    ///
    /// Processes restored from one snapshot share the generator's state, and would create the same keys. The runtime does
    /// not link OpenSSL, so the function is looked up: see [RAND_poll(3)](https://docs.openssl.org/3.0/man3/RAND_add/).
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
