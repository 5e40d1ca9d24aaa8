import Foundation

/// The environment and the programs of tests.
enum Processes {
    static let environment = ProcessInfo.processInfo.environment

    /// Compiles a C program that is linked with zlib.
    ///
    /// - Returns: The path of the executable.
    static func compile(in folder: String) throws -> String {
        let source = "\(folder)/main.c"
        try Data("#include <zlib.h>\nint main(void) { return zlibVersion()[0] == 0; }\n".utf8)
            .write(to: URL(filePath: source))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["clang", "-s", "-o", "\(folder)/hello", source, "-lz"]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return "\(folder)/hello"
    }
}
