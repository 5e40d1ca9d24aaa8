import Testing

@testable import SwiftletPackaging

@Suite struct ReleaseFlagsTests {
    @Test func `the runtimes are linked statically, and the result is stripped`() {
        let arguments = ReleaseFlags(staticLibraries: "/src/.build/static").arguments
        #expect(arguments.prefix(3) == ["-c", "release", "--static-swift-stdlib"])
        #expect(pairs(arguments).contains(["-Xswiftc", "-L/src/.build/static"]))
        #expect(pairs(arguments).contains(["-Xlinker", "-s"]))
        #expect(!arguments.contains { $0.contains("section-ordering") || $0.contains("plugin") })
    }

    @Test func `symbols, an order of sections and a macro plugin are options`() {
        var flags = ReleaseFlags(staticLibraries: "/src/.build/static")
        flags.isStripped = false
        flags.sectionOrder = "/src/.swiftlet/sections.txt"
        flags.macroPlugin = "/src/.build/macros/plugin"
        let pairs = pairs(flags.arguments)
        #expect(!pairs.contains(["-Xlinker", "-s"]))
        #expect(pairs.contains(["-Xlinker", "--section-ordering-file=/src/.swiftlet/sections.txt"]))
        #expect(pairs.contains(["-Xswiftc", "-load-plugin-executable"]))
        #expect(pairs.contains(["-Xswiftc", "/src/.build/macros/plugin#SwiftletMacrosPlugin"]))
    }

    /// The options with their values.
    private func pairs(_ arguments: [String]) -> Set<[String]> {
        Set(zip(arguments, arguments.dropFirst()).map { [$0, $1] })
    }
}
