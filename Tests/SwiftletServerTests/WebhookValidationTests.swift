import Hummingbird
import Swiftlet
import TestSupport
import Testing

@testable import SwiftletServer

/// The validation handshake of senders of CloudEvents.
@Suite(.timeLimit(.minutes(2))) struct WebhookValidationTests {
    private func validation(
        _ fields: String,
        origins: String = "none",
        rate: Int? = nil,
        path: String = "/",
        log: ((Recorder) -> Void)? = nil
    ) async throws -> String {
        let origins = try #require(WebhookOrigins(origins))
        let configuration = try ServerConfiguration.testing {
            $0.eventsOrigins = origins
            $0.eventsRate = rate
        }
        var response = ""
        try await TestServer.with(Probe().app(), configuration) { (server) async throws in
            response = try await server.response("OPTIONS \(path) HTTP/1.1\r\n\(fields)").lowercased()
            log?(server.log)
        }
        return response
    }

    @Test(arguments: [
        ("eventgrid.azure.net", "eventgrid.azure.net", "eventgrid.azure.net"),
        ("a.example, eventgrid.azure.net", "EventGrid.Azure.NET", "eventgrid.azure.net"),
        ("*", "eventgrid.azure.net", "*"),
    ])
    func `a permitted sender receives the permission`(origins: String, sender: String, allowed: String) async throws {
        let response = try await validation("WebHook-Request-Origin: \(sender)", origins: origins)
        #expect(response.hasPrefix("http/1.1 200"))
        #expect(response.contains("\r\nwebhook-allowed-origin: \(allowed)\r\n"))
        #expect(response.contains("\r\nwebhook-allowed-rate: *\r\n"))
        #expect(response.contains("\r\nallow: post, options\r\n"))
    }

    @Test func `the rate of the configuration is granted, and the callback is not called`() async throws {
        let calls = Recorder()
        let callback = try await HTTPServer.start { request, _ in
            calls.append(Array("\(request.method)".utf8))
            return Hummingbird.Response(status: .ok)
        }
        let fields = """
            WebHook-Request-Origin: a.example\r\nWebHook-Request-Rate: 1000\r
            WebHook-Request-Callback: http://127.0.0.1:\(callback.port)/
            """
        let response = try await validation(fields, origins: "a.example", rate: 120)
        #expect(response.contains("\r\nwebhook-allowed-rate: 120\r\n"))
        await callback.stop()
        #expect(calls.text.isEmpty)
    }

    @Test(arguments: [
        ("none", "a.example", "/"), ("b.example", "a.example", "/"), ("b.example", "a.b.example", "/"),
        ("b.example", "b.example.evil.example", "/"), ("a.example", "a.example", "/greeting"),
    ])
    func `another sender, or another path, receives no permission`(
        origins: String,
        sender: String,
        path: String
    ) async throws {
        let response = try await validation("WebHook-Request-Origin: \(sender)", origins: origins, path: path)
        #expect(response.hasPrefix("http/1.1 "))
        #expect(!response.contains("webhook-allowed"), "\(response)")
    }

    @Test func `a request that is not a validation request is handled by the app`() async throws {
        #expect(try await validation("Origin: a.example", origins: "*").hasPrefix("http/1.1 404"))
    }

    @Test func `a sender that is not permitted is logged without its callback`() async throws {
        let fields = """
            WebHook-Request-Origin: a.example\r
            WebHook-Request-Callback: https://a.example/confirm?key=hidden-key
            """
        _ = try await validation(fields) { log in
            #expect(log.text.contains("SWIFTLET_EVENTS_ORIGINS"))
            #expect(log.text.contains("a.example"))
            #expect(!log.text.contains("hidden-key"))
        }
    }
}
