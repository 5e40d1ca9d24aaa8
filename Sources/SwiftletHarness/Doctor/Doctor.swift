import Foundation
import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import SwiftletPackaging
import SwiftletServer

/// Checks the prerequisites of all commands.
struct Doctor: Sendable {
    /// A C library: its pkg-config module, its Debian development package, and the minimum version.
    private struct Library {
        let module: String
        let package: String
        let oldest: String
        /// The only library of this package that requires it, if it is optional.
        var dependent: String?
    }

    private static let libraries = [
        Library(module: "libcurl", package: "libcurl4-openssl-dev", oldest: "7.84"),
        Library(module: "libpq", package: "libpq-dev", oldest: "14.0"),
        Library(module: "libcrypto", package: "libssl-dev", oldest: "3.0"),
        Library(module: "sqlite3", package: "libsqlite3-dev", oldest: "3.35"),
        Library(module: "zlib", package: "zlib1g-dev", oldest: "1.2"),
        // libargon2's versions are dates.
        Library(module: "libargon2", package: "libargon2-dev", oldest: "20171227"),
        Library(module: "libcrypt", package: "libcrypt-dev", oldest: "4.0"),
        Library(module: "libbrotlienc", package: "libbrotli-dev", oldest: "1.0", dependent: "SwiftletBrotli"),
        Library(module: "libzstd", package: "libzstd-dev", oldest: "1.4", dependent: "SwiftletZstandard"),
    ]

    private static let oldestSwift = "6.3"

    private static let certificates = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    ]

    let cli: HarnessCLI
    let machine: Machine
    /// Environment variables that override those of the CLI.
    var environment: [String: String] = [:]
    var port = 3000
    var events = "events"
    var dotEnvironment = ".env"

    /// Runs all checks.
    func examine() async -> [DoctorCheck] {
        var checks = [swift] + libraries + [authorities, variables]
        checks += await AppDiagnostics(cli: cli, environment: environment).checks()
        checks += [eventFiles, await freePort]
        return checks + tools + function
    }

    // MARK: - Build prerequisites

    private var swift: DoctorCheck {
        let remedy = "Install Swift \(Self.oldestSwift) or newer: https://www.swift.org/install"
        guard let text = machine.output("swift", ["--version"]), let version = ToolVersion(in: text) else {
            return .missing("swift", "not found, required to build", remedy: remedy)
        }
        guard let oldest = ToolVersion(in: Self.oldestSwift), version >= oldest else {
            return .missing("swift", "\(version) is too old: \(Self.oldestSwift) or newer is required", remedy: remedy)
        }
        return .ok("swift", "\(version)")
    }

    private var libraries: [DoctorCheck] {
        guard machine.find("pkg-config") != nil else {
            let required = Self.libraries.filter { $0.dependent == nil }
            return [
                .missing(
                    "pkg-config",
                    "not found, required to build with C libraries",
                    remedy: install(["pkg-config"] + required.map(\.package))
                )
            ]
        }
        return Self.libraries.map { library in
            guard let text = machine.output("pkg-config", ["--modversion", library.module]),
                let version = ToolVersion(in: text)
            else { return unmet(library, "not found, required to build") }
            guard let oldest = ToolVersion(in: library.oldest), version >= oldest else {
                return unmet(library, "\(version) is too old: \(library.oldest) or newer is required")
            }
            return .ok(library.module, "\(version)")
        }
    }

    /// Returns the result for a library that is not found or too old: advice if it is optional.
    private func unmet(_ library: Library, _ detail: String) -> DoctorCheck {
        let remedy = install([library.package])
        guard let dependent = library.dependent else { return .missing(library.module, detail, remedy: remedy) }
        return .advice(library.module, "\(detail) with \(dependent)", remedy: remedy)
    }

    private func install(_ packages: [String]) -> String {
        "sudo apt-get install \(packages.joined(separator: " "))"
    }

    // MARK: - Runtime prerequisites

    private var authorities: DoctorCheck {
        let named = ["SSL_CERT_FILE", "CURL_CA_BUNDLE"].compactMap { cli.environment[$0] }.filter { !$0.isEmpty }
        if let path = named.first {
            return machine.reads(path)
                ? .ok("certificates", path)
                : .missing(
                    "certificates",
                    "SSL_CERT_FILE is \(path), which is not readable",
                    remedy: "Unset SSL_CERT_FILE, or set it to a readable file."
                )
        }
        if let path = Self.certificates.first(where: machine.reads) { return .ok("certificates", path) }
        return .missing(
            "certificates",
            "no CA bundle found: HTTPS connections will fail",
            remedy: install(["ca-certificates"])
        )
    }

    private var variables: DoctorCheck {
        guard FileManager.default.fileExists(atPath: dotEnvironment) else {
            return .ok(".env", "not found: settings come from the environment")
        }
        let file = DotEnvironment(at: dotEnvironment)
        // Names only: the values may be secrets.
        let names = file.variables.keys.sorted()
        let text = names.isEmpty ? "sets nothing" : "sets \(names.joined(separator: ", "))"
        guard !file.faults.isEmpty else { return .ok(".env", text) }
        let remedy = file.faults.joined(separator: " ")
        return names.isEmpty
            ? .missing(".env", "not valid", remedy: remedy) : .advice(".env", text, remedy: remedy)
    }

    private var eventFiles: DoctorCheck {
        do {
            let scenarios = try FixtureFolder(events).scenarios()
            let count = scenarios.reduce(0) { $0 + $1.fixtures.count }
            return .ok("events", "\(count) in \(scenarios.count) folders of \(events)")
        } catch {
            return .advice(
                "events",
                error.message,
                remedy: "\(cli.name) generate NAME --output \(events)/NAME   (\(cli.name) generate --list)"
            )
        }
    }

    private var freePort: DoctorCheck {
        get async {
            do {
                try await HTTPServer.check(port: port)
                return .ok("port", "\(port) is free")
            } catch {
                let other = port < 65_535 ? port + 1 : 3000
                return .advice(
                    "port",
                    "cannot listen on \(port): it is in use or requires more privileges",
                    remedy: "\(cli.name) serve --port \(other)"
                )
            }
        }
    }

    // MARK: - Deployment prerequisites

    private var tools: [DoctorCheck] {
        let wanted: [(program: String, purpose: String, package: String)] = [
            ("clang", "by the package command", "clang"), ("python3", "for the conformance tests", "python3-venv"),
            ("curl", "to send requests to the served app", "curl"),
        ]
        return wanted.map { tool in
            machine.find(tool.program).map { .ok(tool.program, $0) }
                ?? .advice(tool.program, "not found, required \(tool.purpose)", remedy: install([tool.package]))
        }
    }

    /// The check of the function binary, if the working directory is that of a package.
    private var function: [DoctorCheck] {
        guard let manifest = machine.output("swift", ["package", "dump-package"]),
            let package = try? SwiftPackage(manifest: manifest)
        else { return [] }
        do {
            let program = ".build/release/\(try package.functionProduct())"
            guard !machine.reads(program) else { return [.ok("function", program)] }
            return [.advice("function", "not built for release", remedy: "\(cli.name) build")]
        } catch {
            return [.advice("function", error.message, remedy: "\(cli.name) build --product NAME")]
        }
    }
}
