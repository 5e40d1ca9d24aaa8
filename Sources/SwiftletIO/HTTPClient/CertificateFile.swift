import CCurl

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the system keeps the certificates it trusts.
enum CertificateFile {
    /// The places of Debian and Alpine, Amazon Linux and Fedora, openSUSE, and the BSDs.
    static let usual = [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
        "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    /// The system's file: the one `SSL_CERT_FILE` names, or the first that is there.
    ///
    /// `nil` leaves it to libcurl, which remembers the place of the system it was built on.
    ///
    /// A program built on one distribution runs on another, so that memory may be wrong.
    static let system: String? = find(named: environment("SSL_CERT_FILE"), among: usual)

    static func find(named: String?, among candidates: [String]) -> String? {
        if let named, !named.isEmpty { return named }
        return candidates.first { unsafe access($0, R_OK) == 0 }
    }

    private static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}
