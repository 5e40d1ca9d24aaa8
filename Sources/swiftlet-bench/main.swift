// Measures what Swiftlet costs, as ratios to a floor in the same run. As `contestant NAME` it is what is measured.

import Glibc

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.count == 2, arguments[0] == ContestantProgram.argument {
    guard let program = ContestantProgram(rawValue: arguments[1]) else {
        Terminal.complain("there is no contestant \(arguments[1])")
        exit(2)
    }
    program.run()
}
do {
    exit(Benchmark(try Options(arguments)).run())
} catch {
    Terminal.complain("\(error)")
    exit(2)
}
