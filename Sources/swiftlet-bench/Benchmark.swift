import Glibc
import SwiftletJSON

/// Runs the selected sections.
struct Benchmark {
    let options: Options

    init(_ options: Options) {
        self.options = options
    }

    /// Runs the sections and prints their results.
    ///
    /// - Returns: The exit code: 1 if a measurement failed.
    func run() -> Int32 {
        var code: Int32 = 0
        var results: [JSON] = []
        for section in Sections.all where options.only.isEmpty || options.only.contains(section.name) {
            do {
                for table in try section.run(options) {
                    if options.printsJSON { results.append(table.json) } else { Terminal.print(table.text) }
                }
            } catch {
                Terminal.printError("\(section.name): \(error)")
                code = 1
            }
        }
        if options.printsJSON {
            Terminal.print(String(decoding: JSON.array(results).serialized(pretty: true), as: UTF8.self))
        }
        return code
    }
}

/// The terminal output, flushed after each line, because a run takes minutes.
enum Terminal {
    static func print(_ text: String) {
        Swift.print(text)
        fflush(nil)
    }

    static func printError(_ text: String) {
        let line = Array("swiftlet-bench: \(text)\n".utf8)
        _ = unsafe write(STDERR_FILENO, line, line.count)
    }
}
