import Testing

@testable import SwiftletPackaging

@Suite struct DebianPackagesTests {
    @Test func `the owners of files are read`() {
        let owners = DebianPackages.owners(
            """
            diversion by dash from: /bin/sh
            libc6:amd64: /lib/x86_64-linux-gnu/libc.so.6
            libfoo1, libfoo2:amd64: /usr/lib/libfoo.so.1
            malformed
            """
        )
        #expect(owners == ["/lib/x86_64-linux-gnu/libc.so.6": "libc6:amd64", "/usr/lib/libfoo.so.1": "libfoo1"])
    }

    @Test func `packages are listed with and without their architecture`() {
        let packages = DebianPackages.packages(
            "libcurl4:amd64\t7.88.1-10+deb12u15\tcurl\tamd64\nca-certificates\t20230311\tca-certificates\tall\nx\ty\n"
        )
        let curl = DebianPackage(name: "libcurl4", version: "7.88.1-10+deb12u15", source: "curl", architecture: "amd64")
        #expect(packages["libcurl4:amd64"] == curl)
        #expect(packages["ca-certificates"]?.version == "20230311")
        #expect(packages["x"] == nil)
    }

    @Test(arguments: [
        ("PRETTY_NAME=\"Debian\"\nVERSION_ID=\"12\"\nID=debian\n", "debian", "12"), ("ID=arch", "arch", ""),
        ("", "", ""),
    ])
    func `the system is that of os-release`(text: String, name: String, release: String) {
        let system = DebianPackages.system(text)
        #expect(system.name == name)
        #expect(system.release == release)
    }

    @Test func `without dpkg no file has a package`() throws {
        let packages = try DebianPackages(of: ["/bin/sh"], environment: ["PATH": "/nowhere"])
        #expect(packages["/bin/sh"] == nil)
    }

    @Test func `the URL of a package is percent-encoded`() {
        let url = PackageURL(
            type: "deb",
            path: ["debian", "libstdc++6"],
            version: "1:12.2+b 1",
            qualifiers: [("arch", "amd64"), ("distro", "")]
        )
        #expect("\(url)" == "pkg:deb/debian/libstdc%2B%2B6@1:12.2%2Bb%201?arch=amd64")
    }

    @Test(arguments: [
        (
            "Swift version 6.3.1 (swift-6.3.1-RELEASE)\nTarget: x86_64-unknown-linux-gnu\n", "6.3.1",
            "swift-6.3.1-RELEASE"
        ),
        ("Swift version 6.4-dev (LLVM abc, Swift def)\n", nil, nil), ("", nil, nil),
    ])
    func `the toolchain is that of the compiler`(output: String, version: String?, release: String?) {
        let toolchain = SwiftToolchain(compilerVersion: output)
        #expect(toolchain?.version == version)
        #expect(toolchain?.release == release)
    }
}
