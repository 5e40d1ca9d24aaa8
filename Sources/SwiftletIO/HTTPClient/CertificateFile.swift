import CCurl
import Glibc

/// The location of the system's trusted certificates.
package enum CertificateFile {
    /// The paths on Debian and Alpine, Amazon Linux and Fedora, openSUSE, and the BSDs.
    package static let commonPaths = [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
        "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    /// The path in `SSL_CERT_FILE`, or the first common path that exists.
    ///
    /// `nil` uses libcurl's default, which is the path of the system it was built on and may not exist on this one.
    static let system: String? = find(named: environment("SSL_CERT_FILE"), among: commonPaths)

    package static func find(named: String?, among candidates: [String]) -> String? {
        if let named, !named.isEmpty { return named }
        return candidates.first { unsafe access($0, R_OK) == 0 }
    }

    private static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}
