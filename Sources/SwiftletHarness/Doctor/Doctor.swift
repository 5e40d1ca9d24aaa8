internal import Foundation
internal import Hummingbird
internal import Swiftlet
internal import SwiftletJSON
internal import SwiftletTesting

/// Looks at everything that the commands of the tool need.
struct Doctor: Sendable {
    /// A C library: how pkg-config calls it, the Debian package to build with it, and the oldest version that serves.
    private struct Library {
        let module: String
        let package: String
        let oldest: String
        /// The library of this package that alone needs it, if an app can do without it.
        var dependent: String?
    }

    private static let libraries = [
        Library(module: "libcurl", package: "libcurl4-openssl-dev", oldest: "7.84"),
        Library(module: "libpq", package: "libpq-dev", oldest: "14.0"),
        Library(module: "libcrypto", package: "libssl-dev", oldest: "3.0"),
        Library(module: "sqlite3", package: "libsqlite3-dev", oldest: "3.35"),
        Library(module: "zlib", package: "zlib1g-dev", oldest: "1.2"),
        // Its versions are dates.
        Library(module: "libargon2", package: "libargon2-dev", oldest: "20171227"),
        Library(module: "libcrypt", package: "libcrypt-dev", oldest: "4.0"),
        Library(module: "libbrotlienc", package: "libbrotli-dev", oldest: "1.0", dependent: "SwiftletBrotli"),
        Library(module: "libzstd", package: "libzstd-dev", oldest: "1.4", dependent: "SwiftletZstandard"),
    ]

    private static let oldestSwift = "6.2"

    private static let certificates = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    ]

    let program: HarnessProgram
    let machine: Machine
    /// Environment variables over those of the program.
    var environment: [String: String] = [:]
    var port = 3000
    var events = "events"
    var dotEnvironment = ".env"

    /// Looks at everything, in the order in which things are needed.
    func examine() async -> [DoctorCheck] {
        var checks = [swift] + libraries + [authorities, variables]
        checks += await AppExamination(program: program, environment: environment).checks()
        checks += [eventFiles, await freePort]
        return checks + tools
    }

    // MARK: - To build

    private var swift: DoctorCheck {
        let remedy = "Install Swift \(Self.oldestSwift) or newer: https://www.swift.org/install"
        guard let text = machine.output("swift", ["--version"]), let version = ToolVersion(in: text) else {
            return .missing("swift", "not found, needed to build", remedy: remedy)
        }
        guard let oldest = ToolVersion(in: Self.oldestSwift), version >= oldest else {
            return .missing("swift", "\(version) is too old: \(Self.oldestSwift) is needed", remedy: remedy)
        }
        return .ok("swift", "\(version)")
    }

    private var libraries: [DoctorCheck] {
        guard machine.find("pkg-config") != nil else {
            let needed = Self.libraries.filter { $0.dependent == nil }
            return [
                .missing(
                    "pkg-config",
                    "not found, needed to build with C libraries",
                    remedy: install(["pkg-config"] + needed.map(\.package))
                )
            ]
        }
        return Self.libraries.map { library in
            guard let text = machine.output("pkg-config", ["--modversion", library.module]),
                let version = ToolVersion(in: text)
            else { return lack(of: library, "not found, needed to build") }
            guard let oldest = ToolVersion(in: library.oldest), version >= oldest else {
                return lack(of: library, "\(version) is too old: \(library.oldest) is needed")
            }
            return .ok(library.module, "\(version)")
        }
    }

    private func lack(of library: Library, _ detail: String) -> DoctorCheck {
        let remedy = install([library.package])
        guard let dependent = library.dependent else { return .missing(library.module, detail, remedy: remedy) }
        return .advice(library.module, "\(detail) with \(dependent)", remedy: remedy)
    }

    private func install(_ packages: [String]) -> String {
        "sudo apt-get install \(packages.joined(separator: " "))"
    }

    // MARK: - To run

    private var authorities: DoctorCheck {
        let named = ["SSL_CERT_FILE", "CURL_CA_BUNDLE"].compactMap { program.environment[$0] }.filter { !$0.isEmpty }
        if let path = named.first {
            return machine.reads(path)
                ? .ok("certificates", path)
                : .missing(
                    "certificates",
                    "SSL_CERT_FILE names \(path), which cannot be read",
                    remedy: "Take SSL_CERT_FILE out of the environment, or let it name a file."
                )
        }
        if let path = Self.certificates.first(where: machine.reads) { return .ok("certificates", path) }
        return .missing(
            "certificates",
            "no file of certificate authorities: HTTPS cannot be checked",
            remedy: install(["ca-certificates"])
        )
    }

    private var variables: DoctorCheck {
        guard FileManager.default.fileExists(atPath: dotEnvironment) else {
            return .ok(".env", "none: settings are those of the environment")
        }
        let file = DotEnvironment(at: dotEnvironment)
        // Names only: the values are secrets.
        let names = file.variables.keys.sorted()
        let text = names.isEmpty ? "sets nothing" : "sets \(names.joined(separator: ", "))"
        guard !file.faults.isEmpty else { return .ok(".env", text) }
        let remedy = file.faults.joined(separator: " ")
        return names.isEmpty
            ? .missing(".env", "cannot be used", remedy: remedy) : .advice(".env", text, remedy: remedy)
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
                remedy: "\(program.name) generate NAME --output \(events)/NAME   (\(program.name) generate --list)"
            )
        }
    }

    private var freePort: DoctorCheck {
        get async {
            do {
                let server = try await LocalServer.start(port: port) { _, _ in Hummingbird.Response(status: .ok) }
                await server.stop()
                return .ok("port", "\(port) is free")
            } catch {
                let other = port < 65_535 ? port + 1 : 3000
                return .advice(
                    "port",
                    "\(port) cannot be listened on: it is taken, or needs more rights",
                    remedy: "\(program.name) serve --port \(other)"
                )
            }
        }
    }

    // MARK: - To ship

    private var tools: [DoctorCheck] {
        let wanted: [(program: String, purpose: String, package: String)] = [
            ("clang", "by the command package", "clang"), ("python3", "for the conformance tests", "python3-venv"),
            ("curl", "to try what is served", "curl"),
        ]
        return wanted.map { tool in
            machine.find(tool.program).map { .ok(tool.program, $0) }
                ?? .advice(tool.program, "not found, needed \(tool.purpose)", remedy: install([tool.package]))
        }
    }
}
