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
