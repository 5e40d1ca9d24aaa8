/// An installed Debian package.
struct DebianPackage: Sendable, Hashable {
    let name: String
    let version: String
    /// The name of the source package.
    let source: String
    let architecture: String
}
