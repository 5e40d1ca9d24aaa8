/// A build in a container, for macOS and for other architectures.
struct ContainerBuild: Sendable {
    /// The architecture, `x86_64` or `arm64`.
    let architecture: String
    /// The name of the app's CLI.
    let cli: String

    /// The command for the shell.
    ///
    /// The build directory is another one than that of this machine, whose build products are for another platform.
    var command: String {
        let scratch = "--scratch-path .build/\(architecture)"
        let platform = architecture == "arm64" ? "arm64" : "amd64"
        return """
              docker run --rm --platform linux/\(platform) -v "$PWD":/src -w /src swift:6.3-bookworm sh -c '
                apt-get update && apt-get install -y \(Self.packages.joined(separator: " ")) &&
                swift run \(scratch) \(cli) package \(scratch)'
            """
    }

    /// The Debian packages that the libraries of Swiftlet link.
    private static let packages = [
        "pkg-config", "libcurl4-openssl-dev", "libpq-dev", "libssl-dev", "libsqlite3-dev", "zlib1g-dev",
        "libargon2-dev",
        "libcrypt-dev",
    ]
}
