/// An executable or shared library and its dynamic dependencies.
struct ELFFile: Sendable {
    /// A processor architecture.
    struct Machine: Sendable, Hashable {
        /// The `e_machine` value.
        let code: Int

        static let x86 = Machine(code: 62)
        static let arm = Machine(code: 183)

        /// The architecture's name for compilers and distributions.
        var name: String? {
            switch self {
            case .x86: "x86_64"
            case .arm: "aarch64"
            default: nil
            }
        }

        /// The architecture's name for Lambda: `x86_64` or `arm64`.
        var architecture: String? { self == .arm ? "arm64" : name }
    }

    /// An entry of the section header table.
    struct Section: Sendable {
        let type: Int
        let offset: Int
        let size: Int
        /// The linked section: for most, the string table.
        let link: Int
        let information: Int
    }

    let source: ELFBytes
    let machine: Machine
    /// The dynamic loader; `nil` for a library or a static executable.
    let interpreter: String?
    let sections: [Section]
    /// The libraries it is linked with (`DT_NEEDED`), in order.
    private(set) var needed: [String] = []
    /// The library's name (`DT_SONAME`).
    private(set) var name: String?
    /// The search path of the file's dependencies and of theirs (`DT_RPATH`); ignored if there is a `runPath`.
    private(set) var path: [String] = []
    /// The search path of the file's own dependencies (`DT_RUNPATH`).
    private(set) var runPath: [String] = []

    /// Reads a file.
    ///
    /// - Throws: ``PackagingError`` if it cannot be read, or is not a valid ELF file.
    init(path: String) throws(PackagingError) {
        try self.init(try ELFBytes(path: path))
    }

    init(_ source: ELFBytes) throws(PackagingError) {
        self.source = source
        self.machine = Machine(code: try source.number(UInt16.self, at: 0x12))
        self.interpreter = try Self.interpreter(source)
        self.sections = try Self.sections(source)
        try readDynamicSection()
    }

    /// Whether the file has no symbol table.
    var isStripped: Bool { !sections.contains { $0.type == SectionType.symbols } }

    /// Section types.
    enum SectionType {
        static let symbols = 2
        static let dynamic = 6
        static let dynamicSymbols = 11
        static let versionDefinitions = 0x6FFF_FFFD
        static let versionIndices = 0x6FFF_FFFF
    }

    /// The string at an offset in the string table of a section.
    ///
    /// - Throws: ``PackagingError`` if it is out of bounds.
    func text(_ offset: Int, of section: Section) throws(PackagingError) -> String {
        guard sections.indices.contains(section.link) else { throw source.damaged }
        return try source.text(at: sections[section.link].offset + offset)
    }

    private mutating func readDynamicSection() throws(PackagingError) {
        guard let section = sections.first(where: { $0.type == SectionType.dynamic }) else { return }
        for entry in try source.entries(at: section.offset, size: section.size, of: 16) {
            // Processor-specific tags may exceed `Int.max`; none of them is needed.
            guard let tag = try? source.number(UInt64.self, at: entry) else { continue }
            if tag == 0 { break }
            guard [1, 14, 15, 29].contains(tag) else { continue }
            let value = try text(try source.number(UInt64.self, at: entry + 8), of: section)
            switch tag {
            case 1: needed.append(value)
            case 14: name = value
            case 15: path = folders(value)
            default: runPath = folders(value)
            }
        }
        if !runPath.isEmpty { path = [] }
    }

    /// The folders of a search path, with `$ORIGIN` resolved.
    private func folders(_ text: String) -> [String] {
        let end = source.path.lastIndex(of: "/")
        let own = end.map { String(source.path[..<$0]) } ?? "."
        return text.split(separator: ":")
            .map {
                String($0).replacing("${ORIGIN}", with: own).replacing("$ORIGIN", with: own)
            }
    }

    private static func interpreter(_ source: ELFBytes) throws(PackagingError) -> String? {
        let offset = try source.number(UInt64.self, at: 0x20)
        let size = try source.number(UInt16.self, at: 0x36)
        let count = try source.number(UInt16.self, at: 0x38)
        guard count > 0 else { return nil }
        for entry in try source.entries(at: offset, size: size * count, of: size)
        where try source.number(UInt32.self, at: entry) == 3 {
            return try source.text(at: try source.number(UInt64.self, at: entry + 8))
        }
        return nil
    }

    private static func sections(_ source: ELFBytes) throws(PackagingError) -> [Section] {
        let offset = try source.number(UInt64.self, at: 0x28)
        let size = try source.number(UInt16.self, at: 0x3A)
        let count = try source.number(UInt16.self, at: 0x3C)
        guard offset > 0, count > 0 else {
            throw PackagingError(
                .invalidInput,
                "\(source.path) has no section header table, so its dependencies are unknown."
            )
        }
        var sections: [Section] = []
        for entry in try source.entries(at: offset, size: size * count, of: size) {
            sections.append(
                Section(
                    type: try source.number(UInt32.self, at: entry + 4),
                    offset: try source.number(UInt64.self, at: entry + 0x18),
                    size: try source.number(UInt64.self, at: entry + 0x20),
                    link: try source.number(UInt32.self, at: entry + 0x28),
                    information: try source.number(UInt32.self, at: entry + 0x2C)
                )
            )
        }
        return sections
    }
}
