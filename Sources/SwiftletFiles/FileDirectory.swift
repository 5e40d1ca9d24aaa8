/// A directory whose files are served to clients.
struct FileDirectory: Sendable {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    /// Opens a client's path segment by segment, which excludes symbolic links without a race between check and use.
    ///
    /// - Parameter segments: The decoded path segments; empty for the directory itself.
    /// - Returns: The file or directory, or `nil` if there is none that may be served.
    /// - Throws: ``FileError`` if opening fails for another reason.
    func open(_ segments: [String]) throws(FileError) -> OpenFile? {
        guard segments.count <= 64, segments.allSatisfy(Self.isServed), var file = try OpenFile.open(path) else {
            return nil
        }
        for segment in segments {
            guard file.kind == .directory, let next = try file.open(segment) else { return nil }
            file = next
        }
        return file
    }

    /// The error message if the directory cannot be served, otherwise `nil`.
    var fault: String? {
        do {
            guard let file = try OpenFile.open(path) else {
                return "The directory `\(path)` of the static files does not exist or is not readable."
            }
            return file.kind == .directory ? nil : "The path `\(path)` of the static files is not a directory."
        } catch {
            return "The directory `\(path)` of the static files cannot be opened: \(error)"
        }
    }

    /// Whether a segment is a valid name of a file that is not hidden.
    private static func isServed(_ segment: String) -> Bool {
        guard let first = segment.utf8.first, segment.utf8.count <= 255 else { return false }
        if first == UInt8(ascii: "."), !segment.utf8.elementsEqual(".well-known".utf8) { return false }
        return !segment.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    }
}
