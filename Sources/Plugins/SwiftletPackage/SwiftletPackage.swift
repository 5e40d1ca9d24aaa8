import PackagePlugin

/// `swift package swiftlet-package`: builds the function binary and packages it.
@main struct SwiftletPackage: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        try AppCLI(context, packageManager).build("package", arguments)
    }
}
