import PackagePlugin

/// `swift package swiftlet-deploy`: deploys the package, or prints what would be deployed.
@main struct SwiftletDeploy: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        try AppCLI(context, packageManager).run("deploy", arguments)
    }
}
