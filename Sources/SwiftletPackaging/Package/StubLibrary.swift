import Foundation

/// A stub that replaces a shared library whose functions are never called: it exports the same symbols.
///
/// Distributions build libcurl and libpq with all features. LDAP, Kerberos, RTMP and SSH add about twenty libraries,
/// including a second TLS implementation, that are loaded, relocated and initialized before the first event although nothing
/// calls them: a third of the cold start. All functions of a stub return a failure.
struct StubLibrary: Sendable {
    /// The prefix of the names of the replaced libraries.
    let prefix: String
    /// The feature that the library provides.
    let purpose: String
    /// The return value of the stub's functions; for most libraries a null pointer, which is a failure.
    let returnValue: Int
    /// The return values of individual functions.
    let exceptions: [String: Int]

    /// The stubs for dependencies of libcurl and libpq.
    static let all = [
        // LDAP_SERVER_DOWN, see `ldap.h`; null for functions that return a pointer.
        StubLibrary(
            prefix: "libldap",
            purpose: "LDAP",
            returnValue: -1,
            exceptions: ["ldap_init": 0, "ldap_first_entry": 0, "ldap_get_values_len": 0, "ldap_err2string": 0]
        ),
        StubLibrary(prefix: "liblber", purpose: "LDAP", returnValue: 0, exceptions: [:]),
        StubLibrary(prefix: "librtmp.", purpose: "RTMP", returnValue: 0, exceptions: [:]),
        StubLibrary(prefix: "libssh2.", purpose: "SSH", returnValue: 0, exceptions: [:]),
        // libcurl calls libidn2 only in non-ASCII locales, which no function sets, and libpsl only with cookies enabled.
        StubLibrary(prefix: "libidn2.", purpose: "international names", returnValue: 0, exceptions: [:]),
        StubLibrary(prefix: "libpsl.", purpose: "cookies", returnValue: 0, exceptions: [:]),
        // libcurl decodes only content codings that were requested, which the HTTP client never does.
        StubLibrary(prefix: "libzstd.", purpose: "content codings", returnValue: 0, exceptions: [:]),
        StubLibrary(prefix: "libbrotlidec.", purpose: "content codings", returnValue: 0, exceptions: [:]),
        // GSS_S_FAILURE, see https://www.rfc-editor.org/rfc/rfc2744#section-3.9.1.
        StubLibrary(prefix: "libgssapi_krb5.", purpose: "Kerberos", returnValue: 13 << 16, exceptions: [:]),
    ]

    /// Whether a library is known to work with stubs of its dependencies.
    static func worksWithStubs(_ user: String) -> Bool {
        ["libcurl.", "libcurl-gnutls.", "libpq."].contains { user.hasPrefix($0) }
    }

    /// Compiles the stub.
    ///
    /// - Parameters:
    ///   - name: The name of the library.
    ///   - library: The library to replace.
    ///   - users: The libraries that need it.
    ///   - compiler: The C compiler.
    /// - Returns: The stub library.
    /// - Throws: ``PackagingError`` if a file is corrupt, or with the compiler's output.
    func make(_ name: String, of library: ELFFile, for users: [ELFFile], with compiler: CCompiler) throws -> [UInt8] {
        var wanted: Set<String> = []
        for user in users {
            wanted.formUnion(try user.symbols().filter { !$0.isDefined }.map(\.name))
        }
        let symbols = try library.symbols().filter { $0.isDefined && wanted.contains($0.name) }
            .sorted { $0.name < $1.name }
        let source = symbols.map { symbol in
            symbol.isData
                ? "char \(symbol.name)[\(max(1, symbol.size))] __attribute__((aligned(16)));"
                : "long \(symbol.name)(void) { return \(exceptions[symbol.name] ?? returnValue); }"
        }
        // The loader also checks the symbol versions that the users were linked with.
        let versions = Dictionary(grouping: symbols.filter { $0.version != nil }, by: { $0.version ?? "" })
        let script = versions.sorted { $0.key < $1.key }
            .map { version, symbols in
                "\(version) { global: \(symbols.map { "\($0.name);" }.joined(separator: " ")) };"
            }
        return try compiler.compile(
            source.joined(separator: "\n") + "\n",
            for: library.machine,
            ["-shared", "-fPIC", "-Wno-incompatible-library-redeclaration", "-Wl,-soname,\(name)"]
                + (script.isEmpty ? [] : ["-Wl,--version-script=versions"]),
            files: ["versions": script.joined(separator: "\n") + "\n"]
        )
    }
}
