import Foundation

/// The Debian packages that files of this machine belong to; none on a system without dpkg.
struct DebianPackages: Sendable {
    /// The system's ID and release in `/etc/os-release`, such as `debian` and `12`.
    let system: (name: String, release: String)
    private let packages: [String: DebianPackage]

    /// Finds the packages.
    ///
    /// - Parameters:
    ///   - paths: The paths of the files.
    ///   - environment: The environment variables, for the `PATH`.
    /// - Throws: ``PackagingError`` if dpkg is installed but cannot be run.
    init(of paths: [String], environment: [String: String]) throws(PackagingError) {
        let release = FileManager.default.contents(atPath: "/etc/os-release") ?? Data()
        system = Self.system(String(decoding: release, as: UTF8.self))
        guard !paths.isEmpty, var tool = Tool("dpkg-query", environment: environment) else {
            packages = [:]
            return
        }
        tool.environment["LC_ALL"] = "C"
        let candidates = Dictionary(paths.map { ($0, Self.recordedPaths(of: $0)) }) { first, _ in first }
        let owners = Self.owners(try tool.capture(["--search"] + candidates.values.joined().sorted()).output)
        let names = Set(owners.values).sorted()
        let format = "--showformat=${binary:Package}\\t${Version}\\t${source:Package}\\t${Architecture}\\n"
        let installed = names.isEmpty ? [:] : Self.packages(try tool.capture(["--show", format] + names).output)
        packages = candidates.compactMapValues { paths in
            paths.lazy.compactMap { owners[$0] }.compactMap { installed[$0] }.first
        }
    }

    /// The package that a file belongs to; `nil` if it belongs to none, or was not among the files.
    subscript(path: String) -> DebianPackage? { packages[path] }

    /// The paths under which dpkg may have recorded a file.
    ///
    /// On systems where `/lib` is a link to `/usr/lib`, a package may have recorded either of them.
    private static func recordedPaths(of path: String) -> [String] {
        // The bundle of CA certificates is generated.
        if path == "/etc/ssl/certs/ca-certificates.crt" { return ["/usr/sbin/update-ca-certificates"] }
        return [path, URL(filePath: path).resolvingSymlinksInPath().path]
            .flatMap { path in
                [path, path.hasPrefix("/usr/") ? String(path.dropFirst(4)) : "/usr\(path)"]
            }
    }

    /// Parses the output of `dpkg-query --search`, lines such as `libc6:amd64: /lib/x86_64-linux-gnu/libc.so.6`.
    ///
    /// - Returns: The names of the packages by path.
    static func owners(_ output: String) -> [String: String] {
        var owners: [String: String] = [:]
        for line in output.split(separator: "\n") where !line.hasPrefix("diversion by ") {
            guard let separator = line.firstRange(of: ": /"),
                let name = line[..<separator.lowerBound].split(separator: ", ").first
            else { continue }
            owners["/\(line[separator.upperBound...])"] = String(name)
        }
        return owners
    }

    /// Parses the output of `dpkg-query --show`, lines with the name, version, source and architecture, separated by tabs.
    ///
    /// - Returns: The packages by the name with which dpkg refers to them.
    static func packages(_ output: String) -> [String: DebianPackage] {
        var packages: [String: DebianPackage] = [:]
        for line in output.split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 4 else { continue }
            // A package for one of several architectures is listed as NAME:ARCHITECTURE.
            let name = fields[0].split(separator: ":").first.map(String.init) ?? fields[0]
            let package = DebianPackage(name: name, version: fields[1], source: fields[2], architecture: fields[3])
            packages[fields[0]] = package
            packages["\(name):\(fields[3])"] = package
        }
        return packages
    }

    /// Parses `/etc/os-release`, see https://www.freedesktop.org/software/systemd/man/latest/os-release.html.
    static func system(_ text: String) -> (name: String, release: String) {
        func value(_ key: String) -> String {
            let line = text.split(separator: "\n").first { $0.hasPrefix("\(key)=") }
            return line.map { $0.dropFirst(key.count + 1).filter { $0 != "\"" } } ?? ""
        }
        return (value("ID"), value("VERSION_ID"))
    }
}
