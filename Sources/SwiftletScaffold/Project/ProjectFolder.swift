import Foundation

/// The folder of a new package: empty, or not yet created.
struct ProjectFolder {
    /// The path as specified by the user.
    let path: String
    private let url: URL

    /// Creates a folder in memory, and checks that a package can be created there.
    ///
    /// - Throws: ``ScaffoldError`` if the folder is not empty, or its parent does not exist.
    init(_ path: String) throws(ScaffoldError) {
        guard !path.isEmpty else { throw ScaffoldError("The path of the folder is empty.") }
        self.path = path
        url = URL(filePath: path).standardizedFileURL
        if let contents = Self.contents(of: url) {
            guard !contents.isEmpty else { return }
            let others = contents.count > 10 ? " and \(contents.count - 10) more" : ""
            throw ScaffoldError(
                """
                \(path) is not empty: it has \(contents.prefix(10).joined(separator: ", "))\(others). Choose another folder, \
                or move these files away.
                """
            )
        }
        guard !FileManager.default.fileExists(atPath: url.path) else {
            throw ScaffoldError("\(path) is a file, or a folder that cannot be read. Choose another path.")
        }
        let parent = url.deletingLastPathComponent()
        guard Self.contents(of: parent) != nil else {
            throw ScaffoldError("\(parent.path) is not a folder. Create it first, or choose another path.")
        }
    }

    private static func contents(of folder: URL) -> [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// The name of the folder.
    var name: String { url.lastPathComponent }

    /// Returns the path of another folder relative to this one, such as `../swiftlet`.
    func relativePath(to other: URL) -> String {
        // The folder itself may not exist yet.
        let parent = url.deletingLastPathComponent().resolvingSymlinksInPath()
        let base = parent.appending(path: url.lastPathComponent).pathComponents
        let target = other.standardizedFileURL.resolvingSymlinksInPath().pathComponents
        let common = zip(base, target).prefix { $0 == $1 }.count
        let components = Array(repeating: "..", count: base.count - common) + target.dropFirst(common)
        return components.isEmpty ? "." : components.joined(separator: "/")
    }

    /// Writes the files, or none of them.
    ///
    /// - Parameter contents: The text of each file by its path in the folder.
    /// - Throws: ``ScaffoldError`` if a file cannot be written, for example because another process has just created it.
    func write(_ contents: [String: String]) throws(ScaffoldError) {
        let isNew = !FileManager.default.fileExists(atPath: url.path)
        var written: [URL] = []
        do {
            for (path, text) in contents.sorted(by: { $0.key < $1.key }) {
                let file = url.appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try Data(text.utf8).write(to: file, options: .withoutOverwriting)
                written.append(file)
            }
        } catch {
            remove(written, folders: contents.keys, isNew: isNew)
            throw ScaffoldError("\(path) could not be created: \(error.localizedDescription) No files were created.")
        }
    }

    /// Removes the files that were written before a failure, and the folders that contain nothing else.
    private func remove(_ written: [URL], folders paths: some Sequence<String>, isNew: Bool) {
        for file in written { try? FileManager.default.removeItem(at: file) }
        var folders: Set<URL> = isNew ? [url] : []
        for path in paths {
            var folder = url.appending(path: path).deletingLastPathComponent()
            while folder.path != url.path, folders.insert(folder).inserted { folder.deleteLastPathComponent() }
        }
        // The deepest first. `rmdir` fails for a folder that is not empty.
        for folder in folders.sorted(by: { $0.path.count > $1.path.count }) { unsafe rmdir(folder.path) }
    }
}
