// swift-tools-version: 6.3

import CompilerPluginSupport
import PackageDescription

/// The settings of all Swift targets: Swift 6 mode, the upcoming features below, strict memory safety, warnings as errors.
///
/// Deprecations stay warnings, so that a new release of a dependency does not break the build.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
]

/// Settings of the targets that use macros.
///
/// The compiler plugin is built as part of the package, with swift-syntax. `SWIFTLET_MACRO_PLUGIN` is the path of a prebuilt
/// plugin: release and sanitizer builds use the plugin of the debug build (`.ci/macro-plugin`), because an optimized build of
/// swift-syntax takes minutes.
let macroPlugin = Context.environment["SWIFTLET_MACRO_PLUGIN"]
let macroSettings =
    settings
    + (macroPlugin.map { [.unsafeFlags(["-load-plugin-executable", "\($0)#SwiftletMacrosPlugin"])] } ?? [])

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
    name: "swiftlet",
    products: [
        .library(name: "Swiftlet", targets: ["Swiftlet"]),
        .library(name: "SwiftletJSON", targets: ["SwiftletJSON"]),
        .library(name: "SwiftletContext", targets: ["SwiftletContext"]),
        .library(name: "SwiftletEvents", targets: ["SwiftletEvents"]),
        .library(name: "SwiftletMacros", targets: ["SwiftletMacros"]),
        .library(name: "SwiftletIO", targets: ["SwiftletIO"]),
        .library(name: "SwiftletRuntime", targets: ["SwiftletRuntime"]),
        .library(name: "SwiftletSettings", targets: ["SwiftletSettings"]),
        .library(name: "SwiftletSQL", targets: ["SwiftletSQL"]),
        .library(name: "SwiftletSQLCommands", targets: ["SwiftletSQLCommands"]),
        .library(name: "SwiftletSecurity", targets: ["SwiftletSecurity"]),
        .library(name: "SwiftletSecuritySQL", targets: ["SwiftletSecuritySQL"]),
        .library(name: "SwiftletPasswordHashes", targets: ["SwiftletPasswordHashes"]),
        .library(name: "SwiftletCompression", targets: ["SwiftletCompression"]),
        .library(name: "SwiftletBrotli", targets: ["SwiftletBrotli"]),
        .library(name: "SwiftletZstandard", targets: ["SwiftletZstandard"]),
        .library(name: "SwiftletFiles", targets: ["SwiftletFiles"]),
        .library(name: "SwiftletHarness", targets: ["SwiftletHarness"]),
        .library(name: "SwiftletFixtures", targets: ["SwiftletFixtures"]),
        .library(name: "SwiftletTesting", targets: ["SwiftletTesting"]),
        .executable(name: "bootstrap", targets: ["bootstrap"]),
        .executable(name: "users", targets: ["users"]),
    ],
    dependencies: [
        // The currency types for HTTP: methods, statuses, header fields. The default trait would add Foundation's URL.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        // The logging API of the Swift server ecosystem.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0", traits: []),
        // The command line of the CLI. Not deployed.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        // The HTTP server of the CLI. Not deployed. The default traits would add full Foundation.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        // Dependencies of Hummingbird that the CLI also uses directly: channels, HTTP parts, services. Not deployed.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.10.0"),
        // The library for implementing macros. Used by the compiler plugin. Not deployed.
        .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
    ],
    targets: [
        // MARK: C libraries
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        // The reference implementation of Argon2, which OpenSSL has from 3.2 on; Debian 12 ships 3.0.
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        // bcrypt, which OpenSSL does not have.
        .systemLibrary(name: "CCrypt", pkgConfig: "libcrypt", providers: [.apt(["libcrypt-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlienc", providers: [.apt(["libbrotli-dev"])]),
        // Decompresses responses in tests.
        .systemLibrary(name: "CBrotliDecoder", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
        .systemLibrary(name: "CZstandard", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

        // MARK: Core
        .target(name: "SwiftletJSON", swiftSettings: settings),
        // The context of an invocation. Separate from the core, so that services can read it without request handling.
        .target(name: "SwiftletContext", dependencies: ["SwiftletJSON", logging], swiftSettings: settings),
        .target(
            name: "Swiftlet",
            dependencies: ["SwiftletContext", "SwiftletJSON", httpTypes, logging],
            resources: [
                .embedInCode("OpenAPI/DocumentationPage/page.css"), .embedInCode("OpenAPI/DocumentationPage/page.js"),
            ],
            swiftSettings: settings
        ),
        // The models of events that are not HTTP requests.
        .target(name: "SwiftletEvents", dependencies: ["Swiftlet", "SwiftletJSON", logging], swiftSettings: settings),

        // The `@Model` macro. Separate from the core, so that only packages that use it build swift-syntax.
        .target(
            name: "SwiftletMacros",
            dependencies: ["Swiftlet", "SwiftletJSON", "SwiftletMacrosPlugin"],
            swiftSettings: macroSettings
        ),
        .macro(
            name: "SwiftletMacrosPlugin",
            dependencies: [
                .product(name: "SwiftCompilerPlugin", package: "swift-syntax"),
                .product(name: "SwiftDiagnostics", package: "swift-syntax"),
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftSyntax", package: "swift-syntax"),
                .product(name: "SwiftSyntaxBuilder", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
            ],
            swiftSettings: settings
        ),

        // MARK: Services
        .target(name: "SwiftletIO", dependencies: ["CCurl", httpTypes], swiftSettings: settings),
        .target(
            name: "SwiftletSQL",
            dependencies: ["CPostgres", "CSQLite", "SwiftletContext", "SwiftletIO", "SwiftletJSON", logging],
            swiftSettings: settings
        ),
        .target(
            name: "SwiftletSecurity",
            dependencies: ["COpenSSL", "Swiftlet", "SwiftletIO", "SwiftletJSON", httpTypes],
            swiftSettings: settings
        ),
        // Separate from SwiftletSecurity, so that only applications that use the database link libpq and SQLite.
        .target(
            name: "SwiftletSecuritySQL",
            dependencies: ["SwiftletSQL", "SwiftletSecurity", logging],
            swiftSettings: settings
        ),
        // A separate target, so that only applications with such hashes link libargon2 and libcrypt.
        .target(
            name: "SwiftletPasswordHashes",
            dependencies: ["CArgon2", "CCrypt", "SwiftletSecurity"],
            swiftSettings: settings
        ),
        // Separate from the core, so that only applications that compress responses link zlib.
        .target(name: "SwiftletCompression", dependencies: ["CZlib", "Swiftlet"], swiftSettings: settings),
        // Separate targets, so that only applications with these codings link libbrotlienc and libzstd.
        .target(name: "SwiftletBrotli", dependencies: ["CBrotli", "SwiftletCompression"], swiftSettings: settings),
        .target(
            name: "SwiftletZstandard",
            dependencies: ["CZstandard", "SwiftletCompression"],
            swiftSettings: settings
        ),
        // Separate from the core, which does no I/O.
        .target(name: "SwiftletFiles", dependencies: ["Swiftlet"], swiftSettings: settings),

        // Event files and what the CLI and tests need to create and read them. Not deployed.
        .target(
            name: "SwiftletFixtures",
            dependencies: ["Swiftlet", "SwiftletJSON", httpTypes, logging],
            swiftSettings: settings
        ),
        // Separate from the core, which does no I/O: settings can be in files.
        .target(name: "SwiftletSettings", dependencies: ["Swiftlet"], swiftSettings: settings),

        // MARK: Hosts
        .target(
            name: "SwiftletRuntime",
            dependencies: ["Swiftlet", "SwiftletIO", "SwiftletJSON", logging],
            swiftSettings: settings
        ),
        // Imports Swift Testing, so only test targets depend on it.
        .target(
            name: "SwiftletTesting",
            dependencies: ["Swiftlet", "SwiftletFixtures", "SwiftletJSON", httpTypes, logging],
            swiftSettings: settings
        ),
        // The HTTP server, in one process with the app.
        .target(
            name: "SwiftletServer",
            dependencies: [
                // The app runs on its own event loop, as when deployed.
                "Swiftlet", "SwiftletFixtures", "SwiftletIO", "SwiftletJSON", httpTypes, logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                // HTTP/1 rules and connection state that Hummingbird does not handle or expose.
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                // Stops a server that is not the main service of the process.
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        // The runtime API and the Invoke API.
        .target(
            name: "SwiftletEmulator",
            dependencies: [
                // The checksums of event streams.
                "CZlib",
                "Swiftlet", "SwiftletJSON",
                // The header fields, paths and limits of the runtime API.
                "SwiftletRuntime",
                // The server, and the protocol of function hosts.
                "SwiftletServer",
                httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: settings
        ),
        // The deployment package, which is compressed with zlib, and the SAM template.
        .target(name: "SwiftletPackaging", dependencies: ["CZlib", "Swiftlet", httpTypes], swiftSettings: settings),
        .target(
            name: "SwiftletHarness",
            dependencies: [
                "Swiftlet", "SwiftletEmulator", "SwiftletFixtures", "SwiftletIO", "SwiftletJSON", "SwiftletPackaging",
                "SwiftletRuntime", "SwiftletServer", httpTypes, logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            resources: [.embedInCode("Watch/Page/watch.css"), .embedInCode("Watch/Page/watch.js")],
            swiftSettings: settings
        ),

        // Separate from the harness, so that only CLIs of applications with a database link libpq and SQLite.
        .target(
            name: "SwiftletSQLCommands",
            dependencies: ["Swiftlet", "SwiftletHarness", "SwiftletSQL", argumentParser],
            swiftSettings: settings
        ),

        // MARK: Reference service
        // Without package access, like the service of a user.
        .target(
            name: "UsersAPI",
            dependencies: [
                "Swiftlet", "SwiftletEvents", "SwiftletMacros", "SwiftletPasswordHashes", "SwiftletSQL",
                "SwiftletSecurity", "SwiftletSecuritySQL", "SwiftletSettings",
            ],
            packageAccess: false,
            swiftSettings: macroSettings
        ),
        // Separate from the service, so that the function binary does not link the command line.
        .target(
            name: "UsersCommands",
            dependencies: [
                "Swiftlet", "SwiftletHarness", "SwiftletSQL", "SwiftletSQLCommands", "UsersAPI", argumentParser,
            ],
            swiftSettings: settings
        ),

        // MARK: Executables
        .executableTarget(
            name: "bootstrap",
            dependencies: ["UsersAPI", "SwiftletRuntime"],
            packageAccess: false,
            swiftSettings: settings
        ),
        .executableTarget(
            name: "users",
            dependencies: ["UsersAPI", "UsersCommands", "SwiftletHarness"],
            packageAccess: false,
            swiftSettings: settings
        ),
        .executableTarget(
            name: "swiftlet-bench",
            dependencies: [
                "CPostgres", "COpenSSL", "CSQLite", "Swiftlet", "SwiftletFixtures", "SwiftletIO", "SwiftletJSON",
                "SwiftletRuntime", "SwiftletSecurity", "SwiftletSQL",
            ],
            swiftSettings: settings
        ),

        // MARK: Tests
        // Tests/Fuzz and Tests/BenchFloor are not targets: libFuzzer provides the main function of the fuzzer (`.ci/fuzz`), and
        // the C baseline of the benchmarks is compiled without the flags of the package (`make bench`).

        // Shared by tests. It imports only deployed modules, because the sanitizer builds have no others.
        .target(
            name: "TestSupport",
            dependencies: ["Swiftlet", "SwiftletJSON"],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        .testTarget(name: "SwiftletJSONTests", dependencies: ["SwiftletJSON", "TestSupport"], swiftSettings: settings),
        // Events of the platform, and changed ones.
        .target(
            name: "EventSamples",
            dependencies: ["Swiftlet", "SwiftletJSON", "TestSupport"],
            path: "Tests/EventSamples",
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletTests",
            dependencies: [
                "EventSamples", "Swiftlet", "SwiftletFixtures", "SwiftletJSON", "TestSupport", httpTypes, logging,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletFixturesTests",
            dependencies: ["Swiftlet", "SwiftletFixtures", "SwiftletJSON", httpTypes],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletEventsTests",
            dependencies: ["EventSamples", "Swiftlet", "SwiftletEvents", "SwiftletJSON", logging],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletMacrosTests",
            dependencies: ["Swiftlet", "SwiftletJSON", "SwiftletMacros"],
            swiftSettings: macroSettings
        ),
        .testTarget(
            name: "SwiftletTestingTests",
            dependencies: ["Swiftlet", "SwiftletJSON", "SwiftletTesting", "TestSupport", httpTypes],
            swiftSettings: settings
        ),
        .testTarget(name: "SwiftletIOTests", dependencies: ["SwiftletIO", httpTypes], swiftSettings: settings),
        .testTarget(
            name: "SwiftletSQLTests",
            dependencies: ["SwiftletContext", "SwiftletJSON", "SwiftletSQL", "TestSupport", logging],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletSecurityTests",
            dependencies: [
                "Swiftlet", "SwiftletIO", "SwiftletJSON", "SwiftletPasswordHashes", "SwiftletSQL", "SwiftletSecurity",
                "SwiftletSecuritySQL",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletCompressionTests",
            dependencies: [
                "CBrotliDecoder", "CZlib", "CZstandard", "Swiftlet", "SwiftletBrotli", "SwiftletCompression",
                "SwiftletZstandard", "TestSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletFilesTests",
            dependencies: ["Swiftlet", "SwiftletFiles"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletRuntimeTests",
            dependencies: ["Swiftlet", "SwiftletIO", "SwiftletJSON", "SwiftletRuntime", logging],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletServerTests",
            dependencies: [
                "Swiftlet", "SwiftletFixtures", "SwiftletIO", "SwiftletJSON", "SwiftletServer", "TestSupport",
                httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletEmulatorTests",
            dependencies: [
                "Swiftlet", "SwiftletEmulator", "SwiftletFixtures", "SwiftletIO", "SwiftletJSON", "SwiftletServer",
                "TestSupport",
                httpTypes,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletPackagingTests",
            dependencies: ["Swiftlet", "SwiftletEvents", "SwiftletPackaging", "TestSupport", httpTypes],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletSettingsTests",
            dependencies: ["Swiftlet", "SwiftletSettings"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletHarnessTests",
            dependencies: [
                "Swiftlet", "SwiftletEmulator", "SwiftletEvents", "SwiftletFixtures", "SwiftletHarness", "SwiftletIO",
                "SwiftletJSON", "SwiftletPackaging", "SwiftletSecurity", "SwiftletServer", "TestSupport", "UsersAPI",
                "UsersCommands",
                argumentParser,
                httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "UsersAPITests",
            dependencies: [
                "UsersAPI", "Swiftlet", "SwiftletFixtures", "SwiftletPasswordHashes", "SwiftletSQL", "SwiftletSecurity",
                "SwiftletSecuritySQL", "SwiftletSettings", "SwiftletTesting", "TestSupport",
            ],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "UsersCommandsTests",
            dependencies: [
                "Swiftlet", "SwiftletHarness", "SwiftletIO", "SwiftletSQL", "SwiftletSecurity", "TestSupport",
                "UsersAPI", "UsersCommands",
            ],
            swiftSettings: settings
        ),
        // The code blocks and commands of README and documentation. Without package access: users can compile the snippets too.
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "Swiftlet", "SwiftletBrotli", "SwiftletCompression", "SwiftletEvents", "SwiftletFiles", "SwiftletIO",
                "SwiftletJSON", "SwiftletMacros", "SwiftletRuntime", "SwiftletSQL", "SwiftletSecurity",
                "SwiftletSecuritySQL", "SwiftletSettings", "SwiftletTesting", "SwiftletZstandard", "UsersAPI",
            ],
            packageAccess: false,
            swiftSettings: macroSettings
        ),
    ],
    swiftLanguageModes: [.v6]
)

// The dependency on swift-syntax is kept, so that `Package.resolved` does not change.
if macroPlugin != nil {
    package.targets.removeAll { $0.name == "SwiftletMacrosPlugin" }
    for target in package.targets {
        target.dependencies.removeAll { dependency in
            if case .byNameItem("SwiftletMacrosPlugin", _) = dependency { true } else { false }
        }
    }
}

// `.ci/sanitize` builds only the deployed modules and their tests: the CLI, with its server and command line, is most of a
// build.
if Context.environment["SWIFTLET_DEPLOYED_ONLY"] != nil {
    let excluded = [
        "SwiftletServer", "SwiftletEmulator", "SwiftletPackaging", "SwiftletHarness", "SwiftletSQLCommands",
        "SwiftletServerTests", "SwiftletEmulatorTests", "SwiftletPackagingTests", "SwiftletHarnessTests",
        "SwiftletTestingTests", "DocumentationTests", "UsersCommands", "UsersCommandsTests", "users", "swiftlet-bench",
    ]
    package.targets.removeAll { excluded.contains($0.name) }
    package.products.removeAll { excluded.contains($0.name) }
    package.dependencies.removeAll { dependency in
        guard case .sourceControl(_, let location, _) = dependency.kind else { return false }
        return !["swift-http-types", "swift-log", "swift-syntax"].contains { location.hasSuffix($0) }
    }
}
