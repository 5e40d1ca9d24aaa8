/// The measured programs.
struct Programs {
    private let here: String
    private let options: Options

    init(_ options: Options) throws(BenchError) {
        guard let here = ProgramPath.current else { throw BenchError("the path of this program is unknown") }
        self.here = here
        self.options = options
    }

    /// The baseline: a minimal loop in C.
    var floor: BenchmarkProgram {
        get throws(BenchError) {
            BenchmarkProgram(name: "C floor", path: try program("swiftlet-bench-floor"), event: SampleEvent.bytes)
        }
    }

    /// This program, which runs one of its functions.
    func own(_ program: SampleFunction, name: String) -> BenchmarkProgram {
        BenchmarkProgram(
            name: name,
            path: here,
            arguments: [SampleFunction.argument, program.rawValue],
            event: SampleEvent.bytes
        )
    }

    /// The function binary of the users service.
    var bootstrap: BenchmarkProgram {
        get throws(BenchError) {
            BenchmarkProgram(
                name: "bootstrap (users service)",
                path: try program("bootstrap"),
                environment: [
                    "_HANDLER": "app",
                    "DATABASE_URL": "sqlite::memory:",
                    "SECRET_KEY": "a key of the benchmark, long enough to be valid",
                ],
                event: SampleEvent.bytes
            )
        }
    }

    /// The size of a program's file in bytes.
    func size(of program: BenchmarkProgram) -> Int? { TextFile.size(program.path) }

    /// The path of a program that `make bench` builds.
    ///
    /// - Throws: ``BenchError`` if it does not exist.
    func program(_ name: String) throws(BenchError) -> String {
        let folder = options.programs ?? String(here[..<(here.lastIndex(of: "/") ?? here.startIndex)])
        let path = "\(folder)/\(name)"
        guard TextFile.size(path) != nil else { throw BenchError("\(path) does not exist: `make bench` builds it") }
        return path
    }
}
