import HTTPTypes
import Logging
import Synchronization
import Testing

@testable import Swiftlet

@Suite struct CookieWarningTests {
    /// Keeps the messages of a log.
    private final class Messages: Sendable {
        let all = Mutex<[String]>([])
    }

    private struct Handler: LogHandler {
        let messages: Messages
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            messages.all.withLock { $0.append("\(event.message)") }
        }
    }

    @Test(arguments: HTTPEventShape.all)
    func `Where only one cookie fits, the log says that others were left out`(_ shape: HTTPEventShape) throws {
        let messages = Messages()
        let context = Context(logger: Logger(label: "test") { _ in Handler(messages: messages) })
        var response = Response(.ok)
        for cookie in ["a=secret", "b=2"] { response.headers.append(HTTPField(name: .setCookie, value: cookie)) }
        _ = try Context.$current.withValue(context) { try shape.write(response, for: Request(shape: shape)) }
        let logged = messages.all.withLock { $0 }
        if shape == .loadBalancer || shape == .lattice {
            #expect(logged.count == 1)
            #expect(logged.first?.contains("Set-Cookie") == true)
            #expect(logged.first?.contains("secret") == false)
        } else {
            #expect(logged.isEmpty)
        }
    }
}
