import Foundation
import TestSupport
import Testing

@testable import SwiftletScaffold

@Suite struct SwiftletDependencyTests {
    @Test(arguments: [
        ("https://example.com/a/swiftlet.git", "swiftlet"), ("https://example.com/my-swiftlet/", "my-swiftlet"),
        ("git@example.com:swiftlet.git", "swiftlet"), ("ssh://git@example.com/swiftlet", "swiftlet"),
    ])
    func `a URL has the name of its last component`(url: String, package: String) throws {
        let dependency = try SwiftletDependency(url: url, branch: "main")
        #expect(dependency.package == package)
        #expect(dependency.declaration == ".package(url: \"\(url)\", branch: \"main\")")
    }

    @Test(arguments: ["", "swiftlet", "/srv/swiftlet", "../swiftlet", "https://a b", "https:///"])
    func `text that is not a URL is rejected`(url: String) {
        #expect(throws: ScaffoldError.self) { try SwiftletDependency(url: url, branch: "main") }
    }

    @Test func `a version is the minimum version`() throws {
        let dependency = try SwiftletDependency(url: "https://example.com/swiftlet", from: "0.2.0-beta.1")
        #expect(dependency.declaration == #".package(url: "https://example.com/swiftlet", from: "0.2.0-beta.1")"#)
    }

    @Test(arguments: ["", "1", "1.0", "v1.0.0", "1.0.0 ", "main"])
    func `text that is not a version is rejected`(version: String) {
        #expect(throws: ScaffoldError.self) {
            try SwiftletDependency(url: "https://example.com/swiftlet", from: version)
        }
    }

    @Test(arguments: ["", "a b", "a\nb"])
    func `text that is not a branch is rejected`(branch: String) {
        #expect(throws: ScaffoldError.self) { try SwiftletDependency(url: "https://example.com/s", branch: branch) }
    }

    @Test func `quotes and backslashes are escaped`() {
        let dependency = SwiftletDependency.path(#"/a "b"\c"#)
        #expect(dependency.declaration == #".package(name: "swiftlet", path: "/a \"b\"\\c")"#)
    }

    @Test func `a relative path is relative to the new package, and an absolute one is kept`() async throws {
        try await TemporaryFolder.with { temporary in
            try temporary.write("checkout/Package.swift", text: "")
            try temporary.write("checkout/Sources/Swiftlet/App.swift", text: "")
            let checkout = "\(temporary.path)/checkout"
            let folder = try ProjectFolder("\(temporary.path)/greetings")
            #expect(try SwiftletDependency(path: checkout, from: folder) == .path(checkout))
            #expect(folder.relativePath(to: URL(filePath: checkout)) == "../checkout")
            #expect(throws: ScaffoldError.self) { try SwiftletDependency(path: temporary.path, from: folder) }
            let executable = URL(filePath: "\(checkout)/.build/debug/swiftlet")
            #expect(SwiftletDependency.enclosingCheckout(of: executable)?.path == checkout)
            #expect(SwiftletDependency.enclosingCheckout(of: URL(filePath: temporary.path)) == nil)
        }
    }
}
