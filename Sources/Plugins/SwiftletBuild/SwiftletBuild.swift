import PackagePlugin

/// `swift package swiftlet-build`: builds the function binary for release.
@main struct SwiftletBuild: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        try AppCLI(context, packageManager).build("build", arguments)
    }
}
