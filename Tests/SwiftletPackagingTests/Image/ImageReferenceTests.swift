import Testing

@testable import SwiftletPackaging

@Suite struct ImageReferenceTests {
    @Test(arguments: [
        ("users", "users", "latest", "docker.io/library/users:latest"),
        ("users:1.0.0", "users", "1.0.0", "docker.io/library/users:1.0.0"),
        ("team/users:1", "team/users", "1", "docker.io/team/users:1"),
        ("localhost:5000/users", "localhost:5000/users", "latest", "localhost:5000/users:latest"),
        ("registry.example/a/b_c/d__e--f:V1-rc.1", "registry.example/a/b_c/d__e--f", "V1-rc.1", nil),
    ])
    func `a reference has a name and a tag`(text: String, name: String, tag: String, qualified: String?) throws {
        let reference = try ImageReference(text)
        #expect(reference.name == name)
        #expect(reference.tag == tag)
        #expect(reference.qualified == qualified ?? text)
    }

    @Test(arguments: [
        "", ":1", "users:", "Users", "users:.1", "a//b", "/users", "users/", "users@sha256:00", "a b", "users:1:2",
        "users_", "registry.example/Users", "us\u{E9}rs", String(repeating: "a", count: 256),
        "users:" + String(repeating: "1", count: 129), "users\n", "users:1\n",
    ])
    func `an invalid reference is rejected`(text: String) {
        let error = #expect(throws: PackagingError.self) { try ImageReference(text) }
        #expect(error?.message.contains("is not the name of an image") == true)
    }

    @Test(arguments: [
        ("users", "1.0.0", "users:1.0.0"), ("My Users\u{2122}", "1.0.0+build 7", "my-users:1.0.0-build-7"),
        ("--", "", "app:latest"), ("\u{E9}", ".-", "app:latest"), ("notes_cli", "-1", "notes-cli:1"),
    ])
    func `the reference of an app is valid for any name and version`(app: String, version: String, text: String) throws
    {
        let reference = ImageReference(app: app, version: version)
        #expect(reference.description == text)
        #expect(try ImageReference(text) == reference)
    }
}
