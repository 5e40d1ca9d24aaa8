/// How large the programs are.
enum SizeSection {
    static func run(_ options: Options) throws -> [Table] {
        let lineup = try Lineup(options)
        var table = Table("Size of the program, without the shared libraries", ["", "bytes"])
        for contestant in [try lineup.floor, try lineup.bootstrap] {
            table.add(contestant.name, Figure.bytes(lineup.size(of: contestant)))
        }
        return [table]
    }
}
