import Foundation

/// Reads the architecture of a package from its `bootstrap`.
package enum PackagedArchitecture {
    /// The architecture of this machine, and of packages built on it.
    #if arch(arm64)
    package static let host = "arm64"
    #else
    package static let host = "x86_64"
    #endif

    /// Reads the architecture of a package.
    ///
    /// - Parameter path: The path of a zip file.
    /// - Returns: `x86_64` or `arm64`; `nil` if the file does not exist or contains no ELF `bootstrap`.
    static func read(_ path: String) -> String? {
        guard let archive = FileManager.default.contents(atPath: path),
            let head = ZipReader(Array(archive)).start(of: "bootstrap", count: headSize), head.count == headSize,
            head.starts(with: Array("\u{7F}ELF".utf8)),
            let code = try? ELFBytes(path: path, bytes: head).number(UInt16.self, at: 0x12)
        else { return nil }
        return ELFFile.Machine(code: code).architecture
    }

    /// Determines the architecture for a template.
    ///
    /// - Parameters:
    ///   - chosen: The user's choice, if any.
    ///   - path: The path of the package.
    /// - Returns: The architecture, and a notice for the user.
    /// - Throws: ``PackagingError`` if the package has another architecture than the user's choice.
    package static func resolve(_ chosen: String?, package path: String) throws(PackagingError) -> (
        String, notice: String?
    ) {
        let packaged = read(path)
        guard let chosen else {
            if let packaged { return (packaged, nil) }
            let notice =
                "No package found at \(path): using the architecture of this machine, \(host). "
                + "Run package first, or specify --arch."
            return (host, notice)
        }
        guard let packaged, packaged != chosen else { return (chosen, nil) }
        throw PackagingError(
            .invalidInput,
            "--arch \(chosen) does not match \(path), which contains a bootstrap for \(packaged)."
        )
    }

    /// The size of an ELF header in bytes.
    private static let headSize = 64
}
