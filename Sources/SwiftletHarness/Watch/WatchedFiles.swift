/// The files of a package whose changes cause a build or a restart.
struct WatchedFiles: Hashable, Sendable {
    /// The folders that SwiftPM searches for targets and plugins.
    private static let sourceFolders = ["Sources", "Source", "src", "srcs", "Plugins"]

    /// The folder of the package.
    let root: String
    /// The working directory, which has the `.env` file.
    let workingDirectory: String

    /// The folders that are watched without their subfolders.
    var folders: [String] { [root, workingDirectory] }
    /// The folders that are watched with their subfolders, if they exist.
    var trees: [String] { Self.sourceFolders.map { "\(root)/\($0)" } }

    /// The meaning of a change of a file.
    ///
    /// - Parameters:
    ///   - name: The file's name.
    ///   - folder: The path of its folder.
    /// - Returns: What has changed; empty if the file is ignored.
    func change(of name: String, in folder: String) -> WatchedChange {
        if folder == workingDirectory, name == ".env" { return .environment }
        if folder == root {
            let isManifest = name.hasPrefix("Package") && name.hasSuffix(".swift") || name == "Package.resolved"
            // A source folder that was created or renamed.
            return isManifest || Self.sourceFolders.contains(name) ? .sources : []
        }
        let isSource = trees.contains { folder == $0 || folder.hasPrefix($0 + "/") }
        return isSource && !Self.isTemporary(name) ? .sources : []
    }

    /// Whether a name is that of a hidden file, or of a backup or lock file of an editor.
    static func isTemporary(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("#") || name.hasSuffix("~") || name == "4913"
    }
}
