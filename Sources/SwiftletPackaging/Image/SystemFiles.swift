import Foundation
import SwiftletIO

/// The files of an operating system that a program in an image needs: users, name resolution, CA certificates.
enum SystemFiles {
    /// The user and group of the program, as in distroless images.
    static let user = 65_532
    /// The path of the CA certificates in the image.
    static let certificates = "etc/ssl/certs/ca-certificates.crt"
    /// The writable directory, with its permissions.
    static let directories = ["tmp": 0o1777]

    /// The configuration files.
    static let configuration = [
        file("etc/group", "root:x:0:\nnonroot:x:\(user):\n"),
        // DNS after /etc/hosts, like the C library's default, which depends on its version.
        file("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n"),
        file(
            "etc/passwd",
            """
            root:x:0:0:root:/root:/sbin/nologin
            nonroot:x:\(user):\(user):nonroot:/nonexistent:/sbin/nologin

            """
        ),
    ]

    /// The CA certificates of this machine.
    ///
    /// - Parameter environment: The environment variables. `SSL_CERT_FILE` is the path of another file.
    /// - Returns: The file, with its path in the image.
    /// - Throws: ``PackagingError`` if there are none.
    static func certificates(environment: [String: String]) throws(PackagingError) -> FunctionPackage.Part {
        guard let path = CertificateFile.find(named: environment["SSL_CERT_FILE"], among: CertificateFile.commonPaths),
            let content = FileManager.default.contents(atPath: path)
        else {
            throw PackagingError(
                .invalidInput,
                "CA certificates not found. Install the package ca-certificates, or set SSL_CERT_FILE to a PEM file."
            )
        }
        return FunctionPackage.Part(
            name: certificates,
            content: Array(content),
            isExecutable: false,
            source: .file(path)
        )
    }

    private static func file(_ name: String, _ text: String) -> FunctionPackage.Part {
        FunctionPackage.Part(name: name, content: Array(text.utf8), isExecutable: false, source: .generated)
    }
}
