import ArgumentParser
import Foundation

/// The options for the dependency on Swiftlet.
///
/// Those for a URL have the names of the options of `swift package add-dependency`.
struct DependencyOptions: ParsableArguments {
    @Option(help: "The path of a checkout of Swiftlet. The default is the checkout that this command was built in.")
    var path: String?

    @Option(help: "The URL of a Git repository of Swiftlet, with --from or --branch.")
    var url: String?

    @Option(help: ArgumentHelp("With --url: the minimum version, up to the next major version.", valueName: "version"))
    var from: String?

    @Option(help: ArgumentHelp("With --url: the branch.", valueName: "name"))
    var branch: String?

    func validate() throws {
        guard url != nil else {
            if from != nil || branch != nil { throw ValidationError("--from and --branch require --url.") }
            return
        }
        guard path == nil else { throw ValidationError("--url cannot be combined with --path.") }
        guard (from == nil) != (branch == nil) else {
            throw ValidationError("--url requires --from or --branch, as in: --url https://… --branch main")
        }
    }

    /// Returns the dependency of a package in a folder.
    ///
    /// - Throws: ``ScaffoldError`` if an option is invalid, or there is no checkout of Swiftlet.
    func dependency(of folder: ProjectFolder) throws(ScaffoldError) -> SwiftletDependency {
        if let url, let branch { return try SwiftletDependency(url: url, branch: branch) }
        if let url, let from { return try SwiftletDependency(url: url, from: from) }
        if let path { return try SwiftletDependency(path: path, from: folder) }
        guard let checkout = SwiftletDependency.enclosingCheckout(of: Bundle.main.bundleURL) else {
            throw ScaffoldError(
                "This executable is not in a checkout of Swiftlet. Specify one with --path, or a repository with --url."
            )
        }
        return .path(folder.relativePath(to: checkout))
    }
}
