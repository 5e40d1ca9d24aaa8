// Measures Swiftlet's overhead, as ratios to a baseline in the same run. With `function NAME` it runs a measured function.

import Glibc

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.count == 2, arguments[0] == SampleFunction.argument {
    guard let program = SampleFunction(rawValue: arguments[1]) else {
        Terminal.printError("unknown function \(arguments[1])")
        exit(2)
    }
    program.run()
}
do {
    exit(Benchmark(try Options(arguments)).run())
} catch {
    Terminal.printError("\(error)")
    exit(2)
}
