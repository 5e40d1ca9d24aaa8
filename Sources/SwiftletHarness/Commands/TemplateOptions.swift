import ArgumentParser
import SwiftletPackaging

/// The options of `template` for AWS.
struct TemplateOptions: ParsableArguments {
    @Flag(help: "Deploy each endpoint and event handler as a separate function that shares the package.")
    var perEndpoint = false

    @Option(help: ArgumentHelp("The path of the package, relative to the template.", valueName: "file"))
    var package: String?

    @Option(help: "The architecture, x86_64 or arm64; that of the package by default, otherwise of this machine.")
    var arch: String?

    @Option(help: "An HTTP API (the default), a REST API, or the function URL.")
    var api: GatewayKind?

    @Flag(help: "Stream responses; requires --api rest or --api url.")
    var stream = false

    @Flag(help: "Run the functions in a VPC, with parameters for its subnets and security groups.")
    var vpc = false

    @Flag(help: "Shift traffic to a new version gradually, and roll back if it fails.")
    var gradual = false

    @Flag(help: "Add alarms for errors, throttles, slow invocations, delayed streams and dead letters.")
    var alarms = false

    @Option(help: ArgumentHelp("The log retention; 30 by default.", valueName: "days"))
    var logRetention: Int?

    @Option(
        name: .customLong("tag"),
        help: ArgumentHelp("A tag of all resources; repeatable.", valueName: "name=value")
    )
    var tags: [DeploymentOptions.Tag] = []

    func validate() throws {
        if let arch, !["x86_64", "arm64"].contains(arch) {
            throw ValidationError("--arch must be x86_64 or arm64, not \"\(arch)\".")
        }
        if let logRetention, !DeploymentOptions.logRetentions.contains(logRetention) {
            let days = DeploymentOptions.logRetentions.map(String.init).joined(separator: ", ")
            throw ValidationError("--log-retention must be one of \(days) days.")
        }
    }

    /// The names of the options that the user has specified.
    var used: [String] {
        [
            ("--per-endpoint", perEndpoint), ("--package", package != nil), ("--arch", arch != nil),
            ("--api", api != nil),
            ("--stream", stream), ("--vpc", vpc), ("--gradual", gradual), ("--alarms", alarms),
            ("--log-retention", logRetention != nil), ("--tag", !tags.isEmpty),
        ]
        .filter(\.1).map(\.0)
    }

    /// The options of the deployment, with the defaults of those that are not specified.
    var deployment: DeploymentOptions {
        var options = DeploymentOptions()
        options.isDivided = perEndpoint
        options.package = package ?? options.package
        options.gateway = api ?? options.gateway
        options.streamsResponses = stream
        options.isInVPC = vpc
        options.isGradual = gradual
        options.hasAlarms = alarms
        options.logRetention = logRetention ?? options.logRetention
        options.tags = tags
        return options
    }
}
