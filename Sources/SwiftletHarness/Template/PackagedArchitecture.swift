import Foundation

/// The processor that a package is for, read from the `bootstrap` in it.
enum PackagedArchitecture {
    /// The processor of this machine, for which a package built here is.
    #if arch(arm64)
    static let host = "arm64"
    #else
    static let host = "x86_64"
    #endif

    /// The processor of a package.
    ///
    /// - Parameter path: a zip file.
    /// - Returns: `x86_64` or `arm64`; `nil` if there is no such file, or no ELF `bootstrap` in it.
    static func read(_ path: String) -> String? {
        guard let archive = FileManager.default.contents(atPath: path),
            let head = ZipReader(Array(archive)).start(of: "bootstrap", count: headSize), head.count == headSize,
            head.starts(with: Array("\u{7F}ELF".utf8)),
            let code = try? ELFBytes(path: path, bytes: head).number(UInt16.self, at: 0x12)
        else { return nil }
        return ELFFile.Machine(code: code).architecture
    }

    /// The processor for a template.
    ///
    /// - Parameters:
    ///   - chosen: what the user wants, if anything.
    ///   - path: the package.
    /// - Returns: the processor, and what the user should know.
    /// - Throws: ``HarnessError`` if the package is for another processor than the user wants.
    static func resolve(_ chosen: String?, package path: String) throws(HarnessError) -> (String, notice: String?) {
        let packaged = read(path)
        guard let chosen else {
            if let packaged { return (packaged, nil) }
            let notice =
                "There is no package at \(path) to read the architecture from: the template has this machine's, \(host). "
                + "Run package first, or choose with --architecture."
            return (host, notice)
        }
        guard let packaged, packaged != chosen else { return (chosen, nil) }
        throw HarnessError(
            .usage,
            "--architecture \(chosen) contradicts \(path), whose bootstrap is for \(packaged): such a function does not start."
        )
    }

    /// The size of an ELF header, in bytes.
    private static let headSize = 64
}
