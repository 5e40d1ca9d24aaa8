import Foundation

/// The order in which the linker places the functions of a program: those that startup and the profiled events run come first.
///
/// They then share pages, which saves page-ins at the start. Functions that are not listed follow in the default order, and
/// entries that no longer exist are ignored.
package struct SectionOrder: Sendable {
    /// The number of traces that contain a function, by name.
    private var counts: [String: Int] = [:]
    private let program: String
    private let known: Set<String>

    /// Creates an order without functions.
    ///
    /// - Parameter program: The path of the profiled program.
    /// - Throws: ``PackagingError`` if it cannot be read, or has no symbols.
    package init(program: String) throws(PackagingError) {
        self.program = URL(filePath: program).resolvingSymlinksInPath().path
        self.known = try ELFFile(path: program).functionNames()
        guard !known.isEmpty else {
            throw PackagingError(.invalidInput, "\(program) has no symbols. Build it with --symbols.")
        }
    }

    /// Adds the functions of a trace of the program.
    ///
    /// - Parameter trace: A file of callgrind, see https://valgrind.org/docs/manual/cl-format.html.
    package mutating func add(_ trace: String) {
        var objects: [Substring: Substring] = [:]
        var functions: [Substring: Substring] = [:]
        var isOwn = false
        var names: Set<String> = []
        for line in trace.utf8.split(separator: UInt8(ascii: "\n")).map(Substring.init) {
            guard let equals = line.firstIndex(of: "=") else { continue }
            let value = line[line.index(after: equals)...]
            switch line[..<equals] {
            case "ob": isOwn = Self.resolve(value, &objects) == program
            case "cob": _ = Self.resolve(value, &objects)
            case "cfn": _ = Self.resolve(value, &functions)
            case "fn":
                let name = Self.resolve(value, &functions)
                // Recursive calls are numbered: f'2.
                if isOwn { names.insert(name.firstIndex(of: "'").map { String(name[..<$0]) } ?? String(name)) }
            default: break
            }
        }
        for name in names.intersection(known) {
            counts[name, default: 0] += 1
        }
    }

    /// The sections, one per line; those that are in all traces, such as the functions of startup, come first.
    ///
    /// - Throws: ``PackagingError`` if no trace contained a function of the program.
    package var text: String {
        get throws(PackagingError) {
            guard !counts.isEmpty else {
                throw PackagingError(.invalidInput, "The traces contain no function of \(program).")
            }
            let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            return sorted.map { ".text.\($0.key)\n" }.joined()
        }
    }

    /// The name in a value such as `(12) name`, which defines the number 12 as its abbreviation, or `(12)`.
    private static func resolve(_ value: Substring, _ names: inout [Substring: Substring]) -> Substring {
        guard value.first == "(", let end = value.firstIndex(of: ")") else { return value }
        let number = value[...end]
        let name = value[value.index(after: end)...].drop { $0 == " " }
        guard name.isEmpty else {
            names[number] = name
            return name
        }
        return names[number] ?? ""
    }
}
