/// A package URL, with which scanners look up vulnerabilities.
///
/// See https://github.com/package-url/purl-spec.
struct PackageURL: Sendable, Hashable, CustomStringConvertible {
    /// The URL.
    let description: String

    /// Creates a URL.
    ///
    /// - Parameters:
    ///   - type: The type, such as `deb`.
    ///   - path: The namespace and the name.
    ///   - version: The version.
    ///   - qualifiers: The qualifiers in the order of their names; empty ones are omitted.
    init(type: String, path: [String], version: String, qualifiers: [(name: String, value: String)] = []) {
        let query = qualifiers.filter { !$0.value.isEmpty }.map { "\($0.name)=\(Self.encoded($0.value))" }
        description =
            "pkg:\(type)/" + path.map(Self.encoded).joined(separator: "/") + "@\(Self.encoded(version))"
            + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    private static func encoded(_ text: String) -> String {
        text.utf8
            .map { byte in
                let scalar = Unicode.Scalar(byte)
                let isUnreserved =
                    byte < 0x80
                    && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-._~:".contains("\(scalar)"))
                return isUnreserved
                    ? "\(scalar)" : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
            .joined()
    }
}
