import Testing

@testable import SwiftletIO

@Suite struct ResponseHeadTests {
    private func head(_ lines: String...) -> ResponseHead {
        var head = ResponseHead()
        for line in lines { head.append(line: Array((line + "\r\n").utf8).span) }
        return head
    }

    private func all(_ head: ResponseHead, trailers: Bool = false) -> [String] {
        var all: [String] = []
        head.forEach(trailers: trailers) { all.append("\($0)=\($1)") }
        return all
    }

    @Test func `fields are ordered and case-insensitive`() {
        let head = head("HTTP/1.1 200 OK", "X-One: 1", "SET-COOKIE: a", "set-cookie:b", "")
        #expect(head.status == 200)
        #expect(head.isComplete)
        #expect(all(head) == ["X-One=1", "SET-COOKIE=a", "set-cookie=b"])
        #expect(head.first("x-one") == "1")
        #expect(head.first("Set-Cookie") == "a")
        #expect(head.first("x-on") == nil)
    }

    @Test func `a field line is not a status line`() {
        let head = head("HTTP/1.1 200 OK", "A: 1", "HTTP/1.1 500 Oops: x", "", "B: 2", "HTTP/1.1 500 Oops: y")
        #expect(head.status == 200)
        #expect(head.isComplete)
        #expect(head.first("a") == "1")
    }

    @Test func `interim responses are discarded`() {
        var head = head("HTTP/1.1 103 Early Hints", "Link: x", "")
        #expect(!head.isComplete)
        for line in ["HTTP/1.1 204 No Content", "A: b", ""] { head.append(line: Array(line.utf8).span) }
        #expect(head.status == 204)
        #expect(head.isComplete)
        #expect(all(head) == ["A=b"])
    }

    @Test func `fields after the empty line are trailers`() {
        let head = head("HTTP/1.1 200 OK", "A: 1", "", "B: 2")
        #expect(all(head) == ["A=1"])
        #expect(all(head, trailers: true) == ["B=2"])
        #expect(head.first("b") == nil)
    }

    @Test(arguments: [
        ("HTTP/1.1 200", 200), ("HTTP/2 404", 404), ("HTTP/1.1 2", 2), ("HTTP/1.1", 0), ("HTTP/1.1 abc", 0),
        ("HTTP/1.1 2000", 200),
    ])
    func `the status is parsed`(line: String, status: Int) {
        #expect(head(line).status == status)
    }

    @Test func `malformed lines are ignored`() {
        let head = head("HTTP/1.1 200 OK", "no colon", ":", "Empty:", "Tab:\t x \t", "Colon: a:b", "")
        #expect(all(head) == ["=", "Empty=", "Tab=x", "Colon=a:b"])
    }

    @Test(arguments: [("a", true), ("X-1_~", true), ("", false), ("a b", false), ("a:", false), ("ä", false)])
    func `names are tokens`(name: String, isName: Bool) {
        #expect(HeaderLine.isName(name) == isName)
    }

    @Test(arguments: [("a b\tc", true), ("", true), ("ä", true), ("a\r\nb", false), ("a\nb", false), ("\0", false)])
    func `values have no control characters`(value: String, isValue: Bool) {
        #expect(HeaderLine.isValue(value) == isValue)
    }
}
