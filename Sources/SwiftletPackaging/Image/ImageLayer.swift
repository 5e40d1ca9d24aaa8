/// A layer of an image: a gzip-compressed tar archive of files.
package struct ImageLayer: Sendable {
    /// The purpose of the layer.
    package let name: String
    /// The number of files.
    package let fileCount: Int
    /// The uncompressed size in bytes.
    package let size: Int
    /// The compressed archive.
    let blob: ImageBlob
    /// The digest of the uncompressed archive.
    let diffID: Digest

    /// The compressed size in bytes.
    package var packedSize: Int { blob.content.count }

    /// Creates the archive: the directories first, then the files, both sorted by path.
    ///
    /// - Parameters:
    ///   - name: The purpose of the layer.
    ///   - parts: The files, with their paths in the image.
    ///   - directories: Additional directories with their permissions.
    /// - Throws: ``PackagingError`` if the layer is too large.
    init(_ name: String, parts: [FunctionPackage.Part], directories: [String: Int] = [:]) throws {
        var archive = TarArchive()
        let parents = parts.flatMap { Self.parents(of: $0.name) }
        let all = directories.merging(parents.map { ($0, 0o755) }) { own, _ in own }
        for (path, permissions) in all.sorted(by: { $0.key < $1.key }) {
            archive.addDirectory(path, permissions: permissions)
        }
        for part in parts.sorted(by: { $0.name < $1.name }) {
            archive.addFile(part.name, part.content, permissions: part.isExecutable ? 0o755 : 0o644)
        }
        let bytes = archive.finish()
        self.name = name
        fileCount = parts.count
        size = bytes.count
        blob = try ImageBlob(.layer, try Deflate.compress(bytes, to: .gzip))
        diffID = try Digest(of: bytes)
    }

    /// The directories that contain a file, outermost first.
    private static func parents(of path: String) -> [String] {
        let names = path.split(separator: "/").dropLast()
        return names.indices.map { names[...$0].joined(separator: "/") }
    }
}
