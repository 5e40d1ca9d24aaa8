/// The command-line options.
struct Options {
    /// Whether to run short rounds, which test the benchmark itself.
    var isQuick = false
    /// Whether to print JSON.
    var printsJSON = false
    /// The names of the sections to run; empty is all.
    var only: [String] = []
    /// The directory of the other programs; `nil` is that of this program.
    var programs: String?

    static let usage = """
        usage: swiftlet-bench [--quick] [--json] [--only SECTION]... [--programs FOLDER]
        sections: \(Sections.all.map(\.name).joined(separator: ", "))
        """

    /// Parses the arguments.
    ///
    /// - Throws: ``BenchError`` for an invalid argument.
    init(_ arguments: [String]) throws(BenchError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": isQuick = true
            case "--json": printsJSON = true
            case "--only":
                guard let name = rest.popFirst(), Sections.all.contains(where: { $0.name == name }) else {
                    throw BenchError("--only requires the name of a section\n" + Self.usage)
                }
                only.append(name)
            case "--programs":
                guard let folder = rest.popFirst() else { throw BenchError(Self.usage) }
                programs = folder
            default:
                throw BenchError(Self.usage)
            }
        }
    }
}
