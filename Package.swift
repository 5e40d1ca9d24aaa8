// swift-tools-version: 6.2

import CompilerPluginSupport
import PackageDescription

/// Every Swift target is compiled the same way: Swift 6 mode, the upcoming features below, strict memory safety, and
/// warnings as errors.
///
/// A deprecation stays a warning, so that a library's new release never breaks the build.
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
/// The compiler plugin is built as part of the package, with swift-syntax. `SWIFTLET_MACRO_PLUGIN` is the path of one that is
/// built already: `.ci/macro-plugin` has release and sanitizer builds use that of the debug build, as an optimized
/// swift-syntax takes minutes to build.
let macroPlugin = Context.environment["SWIFTLET_MACRO_PLUGIN"]
let macroSettings =
    settings
    + (macroPlugin.map { [.unsafeFlags(["-load-plugin-executable", "\($0)#SwiftletMacrosPlugin"])] } ?? [])

let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
    name: "swiftlet",
    products: [
        .library(name: "Swiftlet", targets: ["Swiftlet"]),
        .library(name: "SwiftletJSON", targets: ["SwiftletJSON"]),
        .library(name: "SwiftletIO", targets: ["SwiftletIO"]),
        .library(name: "SwiftletRuntime", targets: ["SwiftletRuntime"]),
        .library(name: "SwiftletSQL", targets: ["SwiftletSQL"]),
        .library(name: "SwiftletSecurity", targets: ["SwiftletSecurity"]),
        .library(name: "SwiftletPasswordHashes", targets: ["SwiftletPasswordHashes"]),
        .library(name: "SwiftletCompression", targets: ["SwiftletCompression"]),
        .library(name: "SwiftletFiles", targets: ["SwiftletFiles"]),
        .library(name: "SwiftletHarness", targets: ["SwiftletHarness"]),
        .library(name: "SwiftletTesting", targets: ["SwiftletTesting"]),
        .library(name: "SwiftletMacros", targets: ["SwiftletMacros"]),
        .executable(name: "bootstrap", targets: ["bootstrap"]),
        .executable(name: "users", targets: ["users"]),
    ],
    dependencies: [
        // The currency types of HTTP in Swift: methods, statuses, header fields. Without the trait: no Foundation URL.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        // The logging API that every server library in Swift speaks.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0", traits: []),
        // The command line of the harness. Never deployed.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        // The HTTP server of the harness. Never deployed. Without traits: no full Foundation.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        // What Hummingbird stands on, and the harness names itself: channels, HTTP parts, services. Never deployed.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.10.0"),
        // What macros are written with. The compiler runs it; never deployed.
        .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
    ],
    targets: [
        // MARK: 0, C libraries
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        // The reference implementation of Argon2: OpenSSL has it from 3.2, and Debian 12 ships 3.0.
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        // bcrypt, which OpenSSL does not have.
        .systemLibrary(name: "CCrypt", pkgConfig: "libcrypt", providers: [.apt(["libcrypt-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // MARK: 1, core
        .target(name: "SwiftletJSON", swiftSettings: settings),
        .target(name: "Swiftlet", dependencies: ["SwiftletJSON", httpTypes, logging], swiftSettings: settings),

        // `@Model`. Apart from the core, so that only packages that use it build swift-syntax.
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

        // MARK: 2, services
        .target(name: "SwiftletIO", dependencies: ["CCurl", httpTypes], swiftSettings: settings),
        .target(
            name: "SwiftletSQL",
            dependencies: ["CPostgres", "CSQLite", "Swiftlet", "SwiftletIO", "SwiftletJSON", logging],
            swiftSettings: settings
        ),
        .target(
            name: "SwiftletSecurity",
            dependencies: ["COpenSSL", "Swiftlet", "SwiftletIO", "SwiftletJSON", "SwiftletSQL", httpTypes],
            swiftSettings: settings
        ),
        // A target of its own, so that only applications with such hashes link libargon2 and libcrypt.
        .target(
            name: "SwiftletPasswordHashes",
            dependencies: ["CArgon2", "CCrypt", "SwiftletSecurity"],
            swiftSettings: settings
        ),
        // Apart from the core, so that only who compresses links zlib.
        .target(name: "SwiftletCompression", dependencies: ["CZlib", "Swiftlet"], swiftSettings: settings),
        // Apart from the core, which does no I/O.
        .target(name: "SwiftletFiles", dependencies: ["Swiftlet"], swiftSettings: settings),

        // MARK: 3, hosts
        .target(
            name: "SwiftletRuntime",
            dependencies: ["Swiftlet", "SwiftletIO", "SwiftletJSON", logging],
            swiftSettings: settings
        ),
        .target(
            name: "SwiftletTesting",
            dependencies: ["Swiftlet", "SwiftletJSON", httpTypes, logging],
            swiftSettings: settings
        ),
        .target(
            name: "SwiftletHarness",
            dependencies: [
                "CZlib", "Swiftlet", "SwiftletIO", "SwiftletJSON", "SwiftletRuntime", "SwiftletTesting", httpTypes,
                logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),

        // MARK: 4, the reference service
        .target(
            name: "UsersAPI",
            dependencies: [
                "Swiftlet", "SwiftletIO", "SwiftletMacros", "SwiftletPasswordHashes", "SwiftletSQL", "SwiftletSecurity",
            ],
            swiftSettings: macroSettings
        ),

        // MARK: 5, programs
        .executableTarget(name: "bootstrap", dependencies: ["UsersAPI", "SwiftletRuntime"], swiftSettings: settings),
        .executableTarget(name: "users", dependencies: ["UsersAPI", "SwiftletHarness"], swiftSettings: settings),
        .executableTarget(
            name: "swiftlet-bench",
            dependencies: [
                "CPostgres", "COpenSSL", "CSQLite", "Swiftlet", "SwiftletIO", "SwiftletJSON", "SwiftletRuntime",
                "SwiftletSecurity", "SwiftletSQL", httpTypes,
            ],
            swiftSettings: settings
        ),

        // MARK: Tests
        .testTarget(name: "SwiftletJSONTests", dependencies: ["SwiftletJSON"], swiftSettings: settings),
        .testTarget(
            name: "SwiftletTests",
            dependencies: ["Swiftlet", "SwiftletJSON", httpTypes, logging],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletMacrosTests",
            dependencies: ["Swiftlet", "SwiftletJSON", "SwiftletMacros"],
            swiftSettings: macroSettings
        ),
        .testTarget(
            name: "SwiftletTestingTests",
            dependencies: ["Swiftlet", "SwiftletJSON", "SwiftletTesting", httpTypes],
            swiftSettings: settings
        ),
        .testTarget(name: "SwiftletIOTests", dependencies: ["SwiftletIO", httpTypes], swiftSettings: settings),
        .testTarget(
            name: "SwiftletSQLTests",
            dependencies: ["Swiftlet", "SwiftletJSON", "SwiftletSQL", logging],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletSecurityTests",
            dependencies: [
                "Swiftlet", "SwiftletIO", "SwiftletJSON", "SwiftletPasswordHashes", "SwiftletSecurity", "SwiftletSQL",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletCompressionTests",
            dependencies: ["CZlib", "Swiftlet", "SwiftletCompression"],
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
            name: "SwiftletHarnessTests",
            dependencies: [
                "Swiftlet", "SwiftletHarness", "SwiftletIO", "SwiftletJSON", "SwiftletSecurity", "SwiftletTesting",
                "UsersAPI",
                httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "UsersAPITests",
            dependencies: [
                "UsersAPI", "Swiftlet", "SwiftletPasswordHashes", "SwiftletSQL", "SwiftletSecurity", "SwiftletTesting",
            ],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
        // What README and documentation show. With the tool, whose commands it runs.
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "Swiftlet", "SwiftletFiles", "SwiftletJSON", "SwiftletMacros", "SwiftletRuntime", "SwiftletSQL",
                "SwiftletSecurity", "SwiftletTesting", "UsersAPI",
            ],
            swiftSettings: macroSettings
        ),
    ],
    swiftLanguageModes: [.v6]
)

// The dependency on swift-syntax stays, so that `Package.resolved` is the same.
if macroPlugin != nil {
    package.targets.removeAll { $0.name == "SwiftletMacrosPlugin" }
    for target in package.targets {
        target.dependencies.removeAll { dependency in
            if case .byNameItem("SwiftletMacrosPlugin", _) = dependency { true } else { false }
        }
    }
}

// `.ci/sanitize` builds what is deployed, with its tests: the command line and the server of the harness, of which most of
// a build is, are left out.
if Context.environment["SWIFTLET_DEPLOYED_ONLY"] != nil {
    let left = [
        "SwiftletHarness", "SwiftletHarnessTests", "SwiftletTestingTests", "DocumentationTests", "users",
        "swiftlet-bench",
    ]
    package.targets.removeAll { left.contains($0.name) }
    package.products.removeAll { left.contains($0.name) }
    package.dependencies.removeAll { dependency in
        guard case .sourceControl(_, let location, _) = dependency.kind else { return false }
        return !["swift-http-types", "swift-log", "swift-syntax"].contains { location.hasSuffix($0) }
    }
}
