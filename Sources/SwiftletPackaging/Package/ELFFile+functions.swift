extension ELFFile {
    /// The names of the functions that the symbol table defines; empty if the file is stripped.
    ///
    /// - Throws: ``PackagingError`` if the file is corrupt.
    func functionNames() throws(PackagingError) -> Set<String> {
        guard let table = sections.first(where: { $0.type == SectionType.symbols }) else { return [] }
        var names: Set<String> = []
        for entry in try source.entries(at: table.offset, size: table.size, of: 24) {
            let isFunction = try source.number(UInt8.self, at: entry + 4) & 0xF == 2
            let isDefined = try source.number(UInt16.self, at: entry + 6) != 0
            guard isFunction, isDefined else { continue }
            names.insert(try text(try source.number(UInt32.self, at: entry), of: table))
        }
        return names
    }
}
