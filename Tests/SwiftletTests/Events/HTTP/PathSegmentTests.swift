import Testing

@testable import Swiftlet

@Suite struct PathSegmentTests {
    @Test(arguments: [
        ("/", true, [""]),
        ("", true, [""]),
        ("/users", true, ["users"]),
        ("/users/", true, ["users", ""]),
        ("//", true, ["", ""]),
        ("/a%2Fb/c", true, ["a/b", "c"]),
        ("/a%2Fb/c", false, ["a%2Fb", "c"]),
        ("/a+b", true, ["a+b"]),
        ("/%2525", true, ["%25"]),
        ("/%E2%82%AC", true, ["€"]),
        ("/€/%", true, ["€", "%"]),
        ("/%FF", true, ["\u{fffd}"]),
    ])
    func `segments are decoded once`(_ path: String, _ isEncoded: Bool, _ segments: [String]) {
        var request = Request(path: path)
        request.pathIsEncoded = isEncoded
        #expect(request.pathSegments == segments)
    }

    @Test func `a path decoded by the platform is encoded for the client`() {
        var request = Request(path: "/a b/ü?#%")
        request.pathIsEncoded = false
        #expect(request.encodedPath == "/a%20b/%C3%BC%3F%23%25")
    }
}
