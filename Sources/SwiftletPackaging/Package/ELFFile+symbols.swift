extension ELFFile {
    /// The dynamic symbols.
    ///
    /// Compatibility versions of a symbol, for executables linked with an older library, are omitted.
    ///
    /// - Throws: ``PackagingError`` if the file is corrupt.
    func symbols() throws(PackagingError) -> [ELFSymbol] {
        guard let table = sections.first(where: { $0.type == SectionType.dynamicSymbols }) else { return [] }
        let versions = try versionNames()
        let indices = sections.first { $0.type == SectionType.versionIndices }
        var symbols: [ELFSymbol] = []
        for (position, entry) in try source.entries(at: table.offset, size: table.size, of: 24).enumerated() {
            let name = try text(try source.number(UInt32.self, at: entry), of: table)
            let information = try source.number(UInt8.self, at: entry + 4)
            guard !name.isEmpty, information >> 4 != 0 else { continue }
            let isDefined = try source.number(UInt16.self, at: entry + 6) != 0
            var version: String?
            if isDefined, let indices {
                let index = try source.number(UInt16.self, at: indices.offset + position * 2)
                if index & 0x8000 != 0 { continue }
                version = versions[index]
            }
            symbols.append(
                ELFSymbol(
                    name: name,
                    version: version,
                    isDefined: isDefined,
                    isData: information & 0xF == 1,
                    size: try source.number(UInt64.self, at: entry + 16)
                )
            )
        }
        return symbols
    }

    /// The names of the versions that the file defines, by index, without the base version.
    private func versionNames() throws(PackagingError) -> [Int: String] {
        guard let section = sections.first(where: { $0.type == SectionType.versionDefinitions }) else { return [:] }
        var names: [Int: String] = [:]
        var entry = section.offset
        for _ in 0..<section.information {
            let isFile = try source.number(UInt16.self, at: entry + 2) & 1 != 0
            let index = try source.number(UInt16.self, at: entry + 4)
            let auxiliary = entry + (try source.number(UInt32.self, at: entry + 12))
            if !isFile { names[index] = try text(try source.number(UInt32.self, at: auxiliary), of: section) }
            let next = try source.number(UInt32.self, at: entry + 16)
            if next == 0 { break }
            entry += next
        }
        return names
    }
}
