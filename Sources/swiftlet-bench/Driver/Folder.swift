import Glibc

/// A temporary directory, deleted with its contents on deinitialization.
final class Folder {
    let path: String

    init() throws(BenchError) {
        var template = Array("/tmp/swiftlet-bench-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw BenchError("no temporary directory: error \(errno)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // The database server runs as another user.
        unsafe chmod(path, 0o755)
    }

    deinit {
        guard let child = try? Child("/bin/rm", ["-rf", path], environment: [:]) else { return }
        child.wait()
    }
}
