// swift-tools-version: 6.3

import PackageDescription

/// Warnings are errors, except deprecations, so that a new release of a dependency does not break the build.
let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
]

/// Returns a library of Swiftlet.
func swiftlet(_ library: String) -> Target.Dependency {
    .product(name: library, package: "___PACKAGE___")
}

let package = Package(
    name: "___NAME___",
    products: [.executable(name: "___NAME___", targets: ["___NAME___-cli"])],
    dependencies: [___DEPENDENCY___],
    targets: [
        .target(
            name: "___MODULE___",
            dependencies: [
                swiftlet("Swiftlet"), swiftlet("SwiftletMacros"), swiftlet("SwiftletSQL"), swiftlet("SwiftletSecurity"),
                swiftlet("SwiftletSettings"),
            ],
            swiftSettings: settings
        ),
        // The function binary, which is deployed.
        .executableTarget(
            name: "___NAME___-function",
            dependencies: ["___MODULE___", swiftlet("SwiftletRuntime")],
            swiftSettings: settings
        ),
        // The CLI for local development. Not deployed.
        .executableTarget(
            name: "___NAME___-cli",
            dependencies: ["___MODULE___", swiftlet("SwiftletHarness"), swiftlet("SwiftletSQLCommands")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "___MODULE___Tests",
            dependencies: ["___MODULE___", swiftlet("Swiftlet"), swiftlet("SwiftletTesting")],
            swiftSettings: settings
        ),
    ]
)
