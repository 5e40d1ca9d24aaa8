import FoundationEssentials

/// A directory with files, and a file outside it that must not be served.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("swiftlet-\(UUID())").path
        for folder in ["public/css", "public/docs", "public/.git", "public/.well-known", "public/none"] {
            try FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        }
        for (name, text) in [
            ("secret.txt", "secret"), ("public/a.txt", "0123456789"), ("public/css/site.css", "body {}"),
            ("public/docs/index.html", "<p>"), ("public/.git/config", "secret"), ("public/.well-known/x.json", "{}"),
            ("public/.env", "secret"), ("public/ä b.txt", "umlaut"), ("public/empty.txt", ""),
            ("public/README", "read me"),
        ] {
            try write(text, to: name)
        }
        try FileManager.default.createSymbolicLink(
            atPath: "\(path)/public/link.txt",
            withDestinationPath: "\(path)/secret.txt"
        )
        try FileManager.default.createSymbolicLink(atPath: "\(path)/public/up", withDestinationPath: path)
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func setDate(_ seconds: Double, of name: String) throws {
        let date = Date(timeIntervalSince1970: seconds)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: "\(path)/\(name)")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
