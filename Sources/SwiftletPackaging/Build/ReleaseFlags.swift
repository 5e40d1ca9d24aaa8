/// The compiler and linker options of a release build.
struct ReleaseFlags: Sendable {
    /// A directory that contains only the static C++ runtime.
    ///
    /// The linker searches it first, and therefore links no shared one.
    let staticLibraries: String
    /// The file that lists sections in the order in which the linker places them.
    var sectionOrder: String?
    /// The compiler plugin of the macros, if it is not part of the build.
    var macroPlugin: String?
    var isStripped = true

    /// The arguments of `swift build`.
    ///
    /// The Swift and C++ runtimes are linked statically, unused sections are removed, identical functions are folded, and no
    /// symbols are exported. The executable is not position-independent, because relocating it at startup costs 1.6 MB of
    /// memory. The functions that startup and the usual requests run are placed next to each other, which saves 2 MB of
    /// page-ins.
    var arguments: [String] {
        var compiler = ["-Xfrontend", "-function-sections", "-L\(staticLibraries)", "-Xclang-linker", "-static-libgcc"]
        if let macroPlugin { compiler += ["-load-plugin-executable", "\(macroPlugin)#\(MacroPlugin.module)"] }
        var linker = ["--gc-sections", "--icf=safe", "--no-export-dynamic", "-no-pie"]
        if let sectionOrder { linker.append("--section-ordering-file=\(sectionOrder)") }
        if isStripped { linker.append("-s") }
        return ["-c", "release", "--static-swift-stdlib"]
            + compiler.flatMap { ["-Xswiftc", $0] } + linker.flatMap { ["-Xlinker", $0] }
    }
}
