/// The programs that take part.
struct Lineup {
    private let here: String
    private let options: Options

    init(_ options: Options) throws(BenchError) {
        guard let here = ProgramPath.current else { throw BenchError("this program does not know where it lies") }
        self.here = here
        self.options = options
    }

    /// A bare loop in C.
    var floor: Contestant {
        get throws(BenchError) {
            Contestant(name: "C floor", program: try program("swiftlet-bench-floor"), event: SampleEvent.bytes)
        }
    }

    /// This program, as one of ours.
    func ours(_ program: ContestantProgram, name: String) -> Contestant {
        Contestant(
            name: name,
            program: here,
            arguments: [ContestantProgram.argument, program.rawValue],
            event: SampleEvent.bytes
        )
    }

    /// The deployable program.
    var bootstrap: Contestant {
        get throws(BenchError) {
            Contestant(
                name: "bootstrap (users service)",
                program: try program("bootstrap"),
                environment: [
                    "_HANDLER": "app",
                    "DATABASE_URL": "sqlite::memory:",
                    "SECRET_KEY": "a key of the benchmark, long enough to be taken",
                ],
                event: SampleEvent.bytes
            )
        }
    }

    /// The size of a program's file.
    func size(of contestant: Contestant) -> Int? { TextFile.size(contestant.program) }

    /// The path of a program that `make bench` builds.
    ///
    /// - Throws: ``BenchError`` if it is not there.
    func program(_ name: String) throws(BenchError) -> String {
        let folder = options.programs ?? String(here[..<(here.lastIndex(of: "/") ?? here.startIndex)])
        let path = "\(folder)/\(name)"
        guard TextFile.size(path) != nil else { throw BenchError("\(path) is not there: `make bench` builds it") }
        return path
    }
}
