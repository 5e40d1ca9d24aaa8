/// What the command line asks for.
struct Options {
    /// Short rounds: whether everything works, not how fast.
    var isQuick = false
    /// Results for a program to read.
    var printsJSON = false
    /// The names of the sections to run.
    ///
    /// Empty is all.
    var only: [String] = []
    /// The folder of the other programs.
    ///
    /// `nil` is this program's own.
    var programs: String?

    static let usage = """
        usage: swiftlet-bench [--quick] [--json] [--only SECTION]... [--programs FOLDER]
        sections: \(Sections.all.map(\.name).joined(separator: ", "))
        """

    /// Reads the arguments.
    ///
    /// - Throws: ``BenchError`` for one that means nothing.
    init(_ arguments: [String]) throws(BenchError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": isQuick = true
            case "--json": printsJSON = true
            case "--only":
                guard let name = rest.popFirst(), Sections.all.contains(where: { $0.name == name }) else {
                    throw BenchError("--only wants the name of a section\n" + Self.usage)
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
