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

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
// Not the product Metrics, which adds measuring with Dispatch and FoundationEssentials.
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")

let package = Package(
    name: "swiftlet",
    products: [
        .library(name: "Swiftlet", targets: ["Swiftlet"]),
        .library(name: "SwiftletJSON", targets: ["SwiftletJSON"]),
        .library(name: "SwiftletContext", targets: ["SwiftletContext"]),
        .library(name: "SwiftletValues", targets: ["SwiftletValues"]),
        .library(name: "SwiftletEvents", targets: ["SwiftletEvents"]),
        .library(name: "SwiftletMacros", targets: ["SwiftletMacros"]),
        .library(name: "SwiftletIO", targets: ["SwiftletIO"]),
        .library(name: "SwiftletRuntime", targets: ["SwiftletRuntime"]),
        .library(name: "SwiftletServer", targets: ["SwiftletServer"]),
        .library(name: "SwiftletSettings", targets: ["SwiftletSettings"]),
        .library(name: "SwiftletSQL", targets: ["SwiftletSQL"]),
        .library(name: "SwiftletSQLCommands", targets: ["SwiftletSQLCommands"]),
        .library(name: "SwiftletSecurity", targets: ["SwiftletSecurity"]),
        .library(name: "SwiftletSecuritySQL", targets: ["SwiftletSecuritySQL"]),
        .library(name: "SwiftletIdempotency", targets: ["SwiftletIdempotency"]),
        .library(name: "SwiftletIdempotencySQL", targets: ["SwiftletIdempotencySQL"]),
        .library(name: "SwiftletPasswordHashes", targets: ["SwiftletPasswordHashes"]),
        .library(name: "SwiftletCompression", targets: ["SwiftletCompression"]),
        .library(name: "SwiftletBrotli", targets: ["SwiftletBrotli"]),
        .library(name: "SwiftletZstandard", targets: ["SwiftletZstandard"]),
        .library(name: "SwiftletFiles", targets: ["SwiftletFiles"]),
        .library(name: "SwiftletCustomResources", targets: ["SwiftletCustomResources"]),
        .library(name: "SwiftletMetrics", targets: ["SwiftletMetrics"]),
        .library(name: "SwiftletHarness", targets: ["SwiftletHarness"]),
        .library(name: "SwiftletFixtures", targets: ["SwiftletFixtures"]),
        .library(name: "SwiftletTesting", targets: ["SwiftletTesting"]),
        .plugin(name: "SwiftletBuild", targets: ["SwiftletBuild"]),
        .plugin(name: "SwiftletPackage", targets: ["SwiftletPackage"]),
        .plugin(name: "SwiftletDeploy", targets: ["SwiftletDeploy"]),
        .executable(name: "swiftlet", targets: ["swiftlet-cli"]),
    ],
    dependencies: [
        // The currency types for HTTP: methods, statuses, header fields. The default trait would add Foundation's URL.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        // The logging API of the Swift server ecosystem.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0", traits: []),
        // The metrics API of the Swift server ecosystem: apps and libraries record without knowing the backend.
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        // The command line of the CLI. Not deployed.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        // The HTTP server of containers and the CLI. Not in functions. The default traits would add full Foundation.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        // Dependencies of Hummingbird that the server also uses directly: channels, HTTP parts, services. Not in functions.
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
        // Values with a text format, such as dates. Separate from the core, so that the database stores them without it.
        .target(name: "SwiftletValues", dependencies: ["SwiftletJSON"], swiftSettings: settings),
        .target(
            name: "Swiftlet",
            dependencies: ["SwiftletContext", "SwiftletJSON", "SwiftletValues", httpTypes, logging],
            resources: [
                "base.css", "page.css", "elements.js", "markdown.js", "schemas.js", "inputs.js", "examples.js",
                "authorization.js", "credentials.js", "requests.js", "responses.js", "filter.js", "operations.js",
                "page.js",
            ]
            .map { .embedInCode("OpenAPI/DocumentationPage/\($0)") },
            swiftSettings: settings
        ),
        // The models of events that are not HTTP requests.
        .target(name: "SwiftletEvents", dependencies: ["Swiftlet", "SwiftletJSON", logging], swiftSettings: settings),

        // The `@Model` macro. Separate from the core, so that only packages that use it build swift-syntax.
        .target(
            name: "SwiftletMacros",
            dependencies: ["Swiftlet", "SwiftletJSON", "SwiftletMacrosPlugin"],
            swiftSettings: settings
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
            dependencies: [
                "CPostgres", "CSQLite", "SwiftletContext", "SwiftletIO", "SwiftletJSON", "SwiftletValues", logging,
            ],
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
        // Separate from the core, because the digests of keys and payloads are OpenSSL's.
        .target(
            name: "SwiftletIdempotency",
            dependencies: ["Swiftlet", "SwiftletJSON", "SwiftletSecurity", httpTypes],
            swiftSettings: settings
        ),
        // Separate from SwiftletIdempotency, so that only applications that use the database link libpq and SQLite.
        .target(
            name: "SwiftletIdempotencySQL",
            dependencies: ["SwiftletIdempotency", "SwiftletSQL", "SwiftletSecurity", logging],
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
        // Separate from the events, which do no I/O.
        .target(
            name: "SwiftletCustomResources",
            dependencies: ["Swiftlet", "SwiftletEvents", "SwiftletIO", httpTypes],
            swiftSettings: settings
        ),
        // Separate from the core, so that only applications that use metrics link swift-metrics.
        .target(
            name: "SwiftletMetrics",
            dependencies: ["Swiftlet", "SwiftletContext", "SwiftletJSON", coreMetrics],
            swiftSettings: settings
        ),

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
        // The HTTP server, for containers and for the CLI.
        .target(
            name: "SwiftletServer",
            dependencies: [
                // The app runs on event loops of its own, as in a function.
                "Swiftlet", "SwiftletIO", "SwiftletJSON",
                // The log, the process environment and the deadlines of a function.
                "SwiftletRuntime", httpTypes, logging,
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
        // The conversion of HTTP requests to events, and the hosts of functions. Separate from the server, so that programs in
        // containers do not link the event files.
        .target(
            name: "SwiftletGateway",
            dependencies: [
                "Swiftlet", "SwiftletFixtures", "SwiftletIO", "SwiftletJSON", "SwiftletServer", httpTypes, logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
        // The runtime API and the Invoke API.
        .target(
            name: "SwiftletEmulator",
            dependencies: [
                // The checksums of event streams.
                "CZlib",
                "Swiftlet",
                // The protocol of function hosts.
                "SwiftletGateway", "SwiftletJSON",
                // The header fields, paths and limits of the runtime API.
                "SwiftletRuntime",
                "SwiftletServer",
                httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: settings
        ),
        // The release build, the deployment package, which is compressed with zlib, container images, the templates of
        // deployments, and the deployment.
        .target(
            name: "SwiftletPackaging",
            dependencies: [
                "CZlib", "Swiftlet",
                // The paths of CA certificates.
                "SwiftletIO",
                "SwiftletJSON",
                // The digests of images.
                "SwiftletSecurity",
                httpTypes,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "SwiftletHarness",
            dependencies: [
                "Swiftlet", "SwiftletEmulator", "SwiftletFixtures", "SwiftletGateway", "SwiftletIO", "SwiftletJSON",
                "SwiftletPackaging", "SwiftletRuntime", "SwiftletServer", httpTypes, logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            resources: [
                .embedInCode("Console/Page/console.html"), .embedInCode("Console/Page/console.css"),
                .embedInCode("Console/Page/api.js"), .embedInCode("Console/Page/commands.js"),
                .embedInCode("Console/Page/console.js"), .embedInCode("Console/Page/details.js"),
                .embedInCode("Console/Page/forms.js"), .embedInCode("Console/Page/list.js"),
                .embedInCode("Console/Page/sending.js"), .embedInCode("Console/Page/timeline.js"),
                .embedInCode("Watch/Page/watch.css"), .embedInCode("Watch/Page/watch.js"),
            ],
            swiftSettings: settings
        ),

        // Separate from the harness, so that only CLIs of applications with a database link libpq and SQLite.
        .target(
            name: "SwiftletSQLCommands",
            dependencies: ["Swiftlet", "SwiftletHarness", "SwiftletSQL", argumentParser],
            swiftSettings: settings
        ),

        // MARK: Command plugins
        // They run the CLI of the package that they are used in.
        .plugin(
            name: "SwiftletBuild",
            capability: .command(
                intent: .custom(verb: "swiftlet-build", description: "Build the function binary for release.")
            ),
            path: "Sources/Plugins/SwiftletBuild"
        ),
        .plugin(
            name: "SwiftletPackage",
            capability: .command(
                intent: .custom(verb: "swiftlet-package", description: "Build the function binary and package it."),
                permissions: [.writeToPackageDirectory(reason: "The package is written to dist/function.zip.")]
            ),
            path: "Sources/Plugins/SwiftletPackage"
        ),
        .plugin(
            name: "SwiftletDeploy",
            capability: .command(
                intent: .custom(verb: "swiftlet-deploy", description: "Deploy the package to AWS."),
                permissions: [.allowNetworkConnections(scope: .all(), reason: "The AWS CLI or SAM deploys to AWS.")]
            ),
            path: "Sources/Plugins/SwiftletDeploy"
        ),

        // The templates of packages and the command that creates one. Not a product.
        .target(
            name: "SwiftletScaffold",
            dependencies: [argumentParser],
            resources: [.copy("Templates")],
            swiftSettings: settings
        ),

        // MARK: Reference service
        // Without package access, like the service of a user.
        .target(
            name: "UsersAPI",
            dependencies: [
                "Swiftlet", "SwiftletEvents", "SwiftletIdempotency", "SwiftletIdempotencySQL", "SwiftletMacros",
                "SwiftletMetrics",
                "SwiftletPasswordHashes", "SwiftletSQL", "SwiftletSecurity", "SwiftletSecuritySQL", "SwiftletSettings",
            ],
            packageAccess: false,
            swiftSettings: settings
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
        // Named differently from its product, because some file systems do not distinguish the directory from `Swiftlet`.
        .executableTarget(
            name: "swiftlet-cli",
            dependencies: ["SwiftletScaffold", argumentParser],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "users-server",
            dependencies: ["UsersAPI", "SwiftletServer"],
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
                "EventSamples", "Swiftlet", "SwiftletFixtures", "SwiftletJSON", "SwiftletTesting", "SwiftletValues",
                "TestSupport", httpTypes, logging,
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
            // SwiftletFixtures captures the log.
            dependencies: [
                "EventSamples", "Swiftlet", "SwiftletEvents", "SwiftletFixtures", "SwiftletJSON", logging,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletMacrosTests",
            dependencies: ["Swiftlet", "SwiftletJSON", "SwiftletMacros", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletTestingTests",
            dependencies: ["Swiftlet", "SwiftletJSON", "SwiftletTesting", "TestSupport", httpTypes],
            swiftSettings: settings
        ),
        .testTarget(name: "SwiftletIOTests", dependencies: ["SwiftletIO", httpTypes], swiftSettings: settings),
        .testTarget(
            name: "SwiftletSQLTests",
            dependencies: ["SwiftletContext", "SwiftletJSON", "SwiftletSQL", "SwiftletValues", "TestSupport", logging],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletSecurityTests",
            dependencies: [
                "Swiftlet", "SwiftletFixtures", "SwiftletIO", "SwiftletJSON", "SwiftletPasswordHashes", "SwiftletSQL",
                "SwiftletSecurity", "SwiftletSecuritySQL",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletIdempotencyTests",
            dependencies: [
                "Swiftlet", "SwiftletEvents", "SwiftletIdempotency", "SwiftletIdempotencySQL", "SwiftletJSON",
                "SwiftletSQL", "SwiftletTesting", "TestSupport", httpTypes,
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
        // With a server that receives the replies.
        .testTarget(
            name: "SwiftletCustomResourcesTests",
            dependencies: [
                "EventSamples", "Swiftlet", "SwiftletCustomResources", "SwiftletEvents", "SwiftletIO", "SwiftletJSON",
                "SwiftletRuntime", "SwiftletServer", logging,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletMetricsTests",
            dependencies: [
                "Swiftlet", "SwiftletEvents", "SwiftletJSON", "SwiftletMetrics", "SwiftletRuntime", "SwiftletTesting",
                coreMetrics,
            ],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletRuntimeTests",
            dependencies: [
                "Swiftlet", "SwiftletIO", "SwiftletJSON", "SwiftletMetrics", "SwiftletRuntime", "SwiftletTesting",
                coreMetrics, logging,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletServerTests",
            dependencies: [
                "Swiftlet", "SwiftletEvents", "SwiftletIO", "SwiftletJSON", "SwiftletRuntime", "SwiftletServer",
                "TestSupport",
                httpTypes, logging,
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: settings
        ),
        // A server for the tests of SwiftletServer, and for the conformance tests.
        .executableTarget(
            name: "server-probe",
            dependencies: ["Swiftlet", "SwiftletEvents", "SwiftletJSON", "SwiftletServer"],
            path: "Tests/ServerProbe",
            packageAccess: false,
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletGatewayTests",
            dependencies: [
                "Swiftlet", "SwiftletFixtures", "SwiftletGateway", "SwiftletIO", "SwiftletJSON", "SwiftletServer",
                "SwiftletTesting", "TestSupport",
                httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletEmulatorTests",
            dependencies: [
                "Swiftlet", "SwiftletEmulator", "SwiftletFixtures", "SwiftletGateway", "SwiftletIO", "SwiftletJSON",
                "SwiftletRuntime", "SwiftletServer", "TestSupport",
                httpTypes,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletPackagingTests",
            dependencies: [
                "Swiftlet", "SwiftletEvents", "SwiftletJSON", "SwiftletPackaging", "TestSupport", httpTypes,
            ],
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
                "Swiftlet", "SwiftletEmulator", "SwiftletEvents", "SwiftletFixtures", "SwiftletGateway",
                "SwiftletHarness", "SwiftletIO", "SwiftletJSON", "SwiftletPackaging", "SwiftletRuntime",
                "SwiftletSecurity", "SwiftletServer",
                "SwiftletTesting", "TestSupport", "UsersAPI", "UsersCommands",
                argumentParser,
                httpTypes,
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SwiftletScaffoldTests",
            dependencies: ["SwiftletScaffold", "TestSupport", argumentParser],
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
                "Swiftlet", "SwiftletBrotli", "SwiftletCompression", "SwiftletCustomResources", "SwiftletEvents",
                "SwiftletFiles", "SwiftletIO",
                "SwiftletIdempotency", "SwiftletIdempotencySQL", "SwiftletJSON", "SwiftletMacros", "SwiftletMetrics",
                "SwiftletRuntime",
                "SwiftletSQL", "SwiftletScaffold",
                "SwiftletSecurity", "SwiftletSecuritySQL", "SwiftletSettings", "SwiftletTesting", "SwiftletZstandard",
                "UsersAPI",
            ],
            packageAccess: false,
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)

// The compiler plugin is built as part of the package, with swift-syntax. With `SWIFTLET_MACRO_PLUGIN`, a prebuilt one is
// passed to the compiler: release and sanitizer builds use the plugin of the debug build, because an optimized build of
// swift-syntax takes minutes. The dependency on swift-syntax is kept, so that `Package.resolved` does not change.
if Context.environment["SWIFTLET_MACRO_PLUGIN"] != nil {
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
        "SwiftletServer", "SwiftletGateway", "SwiftletEmulator", "SwiftletPackaging", "SwiftletHarness",
        "SwiftletSQLCommands", "SwiftletServerTests", "SwiftletGatewayTests", "SwiftletEmulatorTests",
        "SwiftletPackagingTests", "SwiftletHarnessTests", "SwiftletCustomResourcesTests",
        "SwiftletTestingTests", "DocumentationTests", "UsersCommands", "UsersCommandsTests",
        "users", "swiftlet-bench",
        "SwiftletScaffold", "SwiftletScaffoldTests", "swiftlet-cli", "swiftlet", "users-server", "server-probe",
    ]
    package.targets.removeAll { excluded.contains($0.name) }
    package.products.removeAll { excluded.contains($0.name) }
    package.dependencies.removeAll { dependency in
        guard case .sourceControl(_, let location, _) = dependency.kind else { return false }
        return !["swift-http-types", "swift-log", "swift-metrics", "swift-syntax"].contains { location.hasSuffix($0) }
    }
}
