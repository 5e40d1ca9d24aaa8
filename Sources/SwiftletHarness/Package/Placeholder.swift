import Foundation

/// A library that takes the place of one which serves nothing in a function: it has the same names, and does nothing.
///
/// Distributions build libcurl and libpq with all they can. LDAP, Kerberos, RTMP and SSH bring along twenty
/// libraries, a second TLS among them, which are loaded, relocated and started before the first event though nothing
/// calls them: a third of a cold start. A call of a placeholder returns a failure.
struct Placeholder: Sendable {
    /// What the name of a library begins with that is replaced.
    let prefix: String
    /// What it would be for.
    let purpose: String
    /// What its functions answer: for most libraries nothing but a null pointer, which is a failure.
    let answer: Int
    /// What some functions answer instead.
    let exceptions: [String: Int]

    /// Those for what libcurl and libpq may need.
    static let all = [
        // LDAP_SERVER_DOWN, see `ldap.h`; and null where a pointer is asked for.
        Placeholder(
            prefix: "libldap",
            purpose: "LDAP",
            answer: -1,
            exceptions: ["ldap_init": 0, "ldap_first_entry": 0, "ldap_get_values_len": 0, "ldap_err2string": 0]
        ),
        Placeholder(prefix: "liblber", purpose: "LDAP", answer: 0, exceptions: [:]),
        Placeholder(prefix: "librtmp.", purpose: "RTMP", answer: 0, exceptions: [:]),
        Placeholder(prefix: "libssh2.", purpose: "SSH", answer: 0, exceptions: [:]),
        // libcurl asks only in a locale with other letters than ASCII, which no function sets; and without cookies, never.
        Placeholder(prefix: "libidn2.", purpose: "international names", answer: 0, exceptions: [:]),
        Placeholder(prefix: "libpsl.", purpose: "cookies", answer: 0, exceptions: [:]),
        // libcurl decodes a reply only for who asked for its coding, which the HTTP client does not. No decoder can be made.
        Placeholder(prefix: "libzstd.", purpose: "content codings", answer: 0, exceptions: [:]),
        Placeholder(prefix: "libbrotlidec.", purpose: "content codings", answer: 0, exceptions: [:]),
        // GSS_S_FAILURE, see https://www.rfc-editor.org/rfc/rfc2744#section-3.9.1.
        Placeholder(prefix: "libgssapi_krb5.", purpose: "Kerberos", answer: 13 << 16, exceptions: [:]),
    ]

    /// Whether a library is known to get along with placeholders; of any other it is not known what it asks for.
    static func asksNothing(_ user: String) -> Bool {
        ["libcurl.", "libcurl-gnutls.", "libpq."].contains { user.hasPrefix($0) }
    }

    /// Makes the library.
    ///
    /// - Parameters:
    ///   - name: the library's name.
    ///   - library: the library that it replaces.
    ///   - users: the libraries that need it.
    ///   - compiler: makes it.
    /// - Returns: the file.
    /// - Throws: ``HarnessError`` if a file is damaged, or with what the compiler says.
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
                : "long \(symbol.name)(void) { return \(exceptions[symbol.name] ?? answer); }"
        }
        // The loader asks not for the names only, but for the version of each that the users were linked with.
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
