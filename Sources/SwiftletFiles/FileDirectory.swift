/// A directory whose files may be named by a client.
struct FileDirectory: Sendable {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    /// Opens what a client's path names, one segment after the other, so that no link is followed between a check and
    /// its use.
    ///
    /// - Parameter segments: the segments below the directory, decoded; none for the directory itself.
    /// - Returns: the file or directory, or `nil` if there is none that may be served.
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

    /// Why the directory cannot be served, in a sentence, or `nil` if it can.
    var fault: String? {
        do {
            guard let file = try OpenFile.open(path) else {
                return "The directory `\(path)` of the static files does not exist, or must not be read."
            }
            return file.kind == .directory ? nil : "`\(path)`, the directory of the static files, is no directory."
        } catch {
            return "The directory `\(path)` of the static files cannot be opened: \(error)"
        }
    }

    /// Whether a segment is the plain name of a file that is not hidden.
    private static func isServed(_ segment: String) -> Bool {
        guard let first = segment.utf8.first, segment.utf8.count <= 255 else { return false }
        if first == UInt8(ascii: "."), !segment.utf8.elementsEqual(".well-known".utf8) { return false }
        return !segment.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    }
}
