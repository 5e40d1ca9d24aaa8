// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "greetings",
    dependencies: [.package(path: "../swiftlet")],
    targets: [
        .target(name: "Greetings", dependencies: [.product(name: "Swiftlet", package: "swiftlet")]),
        .executableTarget(
            name: "greetings-function",
            dependencies: ["Greetings", .product(name: "SwiftletRuntime", package: "swiftlet")]
        ),
        .executableTarget(
            name: "greet",
            dependencies: ["Greetings", .product(name: "SwiftletHarness", package: "swiftlet")]
        ),
        .testTarget(
            name: "GreetingsTests",
            dependencies: ["Greetings", .product(name: "SwiftletTesting", package: "swiftlet")]
        ),
    ]
)
