import HTTPTypes
import Swiftlet
import SwiftletGateway
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(5))) struct ConsolePageTests {
    @Test func `the page only loads files of the console, and the policy forbids all others`() async throws {
        let console = try ConsoleFixture()
        let page = await console.respond(to: .get, "/_swiftlet")
        #expect(page.status == .ok)
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        let policy = try #require(page.headers[.contentSecurityPolicy])
        #expect(policy.hasPrefix("default-src 'none';"))
        #expect(policy.contains("script-src 'self';"))
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        let names = page.text.matches(of: /(?:src|href)="\/_swiftlet\/([^"]+)"/).map { String($0.output.1) }
        #expect(names.sorted() == ConsolePage.fileNames)
        for fragment in ["<style", " style=\"", "http:", "https:", " onclick"] {
            #expect(!page.text.contains(fragment), "\(fragment)")
        }
        #expect(page.text.matches(of: /<script(?! defer src)/).isEmpty)
    }

    @Test(arguments: ConsolePage.fileNames)
    func `a script never parses text as HTML or code, and a style sheet loads nothing`(name: String) async throws {
        let file = await (try ConsoleFixture()).respond(to: .get, "/_swiftlet/\(name)")
        #expect(file.status == .ok)
        #expect(file.headers[.xContentTypeOptions] == "nosniff")
        #expect(file.headers[.cacheControl] == "no-store")
        #expect(!file.text.isEmpty)
        let code = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"]
        for fragment in name.hasSuffix(".css") ? ["@import", "url("] : code {
            #expect(!file.text.contains(fragment), "\(fragment)")
        }
    }

    @Test func `other paths below the page are not found, and all others belong to the app`() async throws {
        let app = App(title: "", version: "") {
            Endpoint(.get, "/_swiftlet") { "the app" }
            Endpoint(.get, "/_swiftletter") { "the app" }
        }
        let console = try ConsoleFixture(app)
        #expect(await console.respond(to: .get, "/_swiftlet").text.hasPrefix("<!DOCTYPE html>"))
        #expect(await console.respond(to: .get, "/_swiftlet/other.js").status == .notFound)
        #expect(await console.respond(to: .get, "/_swiftlet/api/other").status == .notFound)
        #expect(await console.respond(to: .post, "/_swiftlet").status == .methodNotAllowed)
        #expect(await console.respond(to: .get, "/_swiftletter").text.contains("the app"))
    }

    @Test func `the token of the URL becomes a cookie`() async throws {
        let console = try ConsoleFixture()
        var generator = SystemRandomNumberGenerator()
        let access = ConsoleAccess(listeningOn: "0.0.0.0", using: &generator)
        let gateway = ConsoleGateway(gateway: console.gateway.gateway, api: console.gateway.api, access: access)
        let token = try #require(access.token)
        let first = await gateway.respond(to: Request(path: "/_swiftlet", query: [QueryItem("token", token)])).response
        #expect(first.status == .seeOther)
        #expect(first.headers[.location] == "/_swiftlet")
        let cookie = try #require(first.headers[.setCookie])
        #expect(cookie == "swiftlet_console=\(token); Path=/_swiftlet; HttpOnly; SameSite=Strict")
        let headers: HTTPFields = [.cookie: "swiftlet_console=\(token)"]
        #expect(await gateway.respond(to: Request(path: "/_swiftlet", headers: headers)).response.status == .ok)
        let rejected = await gateway.respond(to: Request(path: "/_swiftlet/api/invocations")).response
        #expect(rejected.status == .forbidden)
        #expect(rejected.text.contains("requires its token"))
        #expect(!rejected.text.contains(token))
    }
}
