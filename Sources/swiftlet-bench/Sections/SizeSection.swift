/// The size of the programs.
enum SizeSection {
    static func run(_ options: Options) throws -> [Table] {
        let programs = try Programs(options)
        var table = Table("Size of the program, without the shared libraries", ["", "bytes"])
        for program in [try programs.floor, try programs.bootstrap] {
            table.add(program.name, Format.bytes(programs.size(of: program)))
        }
        return [table]
    }
}
