import SwiftletRuntime
import Testing

@testable import SwiftletServer

/// The environment variables of a server.
@Suite struct ServerConfigurationTests {
    @Test func `missing and empty variables have their defaults`() throws {
        let configuration = try ServerConfiguration(["PORT": "", "SWIFTLET_LOOPS": ""])
        #expect(configuration.host == "0.0.0.0")
        #expect(configuration.port == 8080)
        #expect(configuration.loops >= 1)
        #expect(configuration.bodyLimit == 6_291_456)
        #expect(configuration.requestTimeout == .seconds(300))
        #expect(configuration.eventsOrigins == .none)
    }

    @Test func `variables set the configuration`() throws {
        let configuration = try ServerConfiguration([
            "PORT": "9000", "SWIFTLET_HOST": "::1", "SWIFTLET_LOOPS": "3", "SWIFTLET_BODY_LIMIT": "100",
            "SWIFTLET_REQUEST_TIMEOUT": "1.5", "SWIFTLET_HEADER_TIMEOUT": "2", "SWIFTLET_READ_TIMEOUT": "3",
            "SWIFTLET_IDLE_TIMEOUT": "4", "SWIFTLET_MAX_CONNECTIONS": "5", "SWIFTLET_SHUTDOWN_DELAY": "0",
            "SWIFTLET_GRACE_PERIOD": "6", "SWIFTLET_HEALTH_PATH": "/live", "SWIFTLET_READINESS_PATH": "/ready",
            "SWIFTLET_EVENTS_PATH": "/events", "SWIFTLET_EVENTS_ORIGINS": "a.example, B.example",
            "SWIFTLET_EVENTS_RATE": "120", "SWIFTLET_ACCESS_LOG": "off",
        ])
        #expect(configuration.port == 9000)
        #expect(configuration.host == "::1")
        #expect(configuration.loops == 3)
        #expect(configuration.bodyLimit == 100)
        #expect(configuration.requestTimeout == .milliseconds(1500))
        #expect(configuration.connections.headerTimeout == .seconds(2))
        #expect(configuration.connections.readTimeout == .seconds(3))
        #expect(configuration.connections.idleTimeout == .seconds(4))
        #expect(configuration.connections.maximumCount == 5)
        #expect(configuration.shutdownDelay == .zero)
        #expect(configuration.gracePeriod == .seconds(6))
        #expect(configuration.healthPath == "/live")
        #expect(configuration.readinessPath == "/ready")
        #expect(configuration.eventsPath == "/events")
        #expect(configuration.eventsOrigins == WebhookOrigins("a.example,b.example"))
        #expect(configuration.eventsRate == 120)
        #expect(!configuration.logsRequests)
    }

    @Test func `the port of a custom handler takes precedence`() throws {
        let configuration = try ServerConfiguration(["PORT": "80", "FUNCTIONS_CUSTOMHANDLER_PORT": "7071"])
        #expect(configuration.port == 7071)
    }

    @Test(arguments: [
        ("PORT", "65536"), ("PORT", "http"), ("SWIFTLET_LOOPS", "0"), ("SWIFTLET_BODY_LIMIT", "-1"),
        ("SWIFTLET_REQUEST_TIMEOUT", "0"), ("SWIFTLET_REQUEST_TIMEOUT", "nan"), ("SWIFTLET_GRACE_PERIOD", "-1"),
        ("SWIFTLET_HEALTH_PATH", "live"), ("SWIFTLET_EVENTS_PATH", "/a?b"), ("SWIFTLET_ACCESS_LOG", "yes"),
        ("SWIFTLET_EVENTS_ORIGINS", "a.example,"), ("SWIFTLET_EVENTS_ORIGINS", "https://a.example"),
        ("SWIFTLET_EVENTS_ORIGINS", "-a.example"), ("SWIFTLET_EVENTS_ORIGINS", "*.example"),
        ("SWIFTLET_EVENTS_ORIGINS", "a.example b.example"), ("SWIFTLET_EVENTS_RATE", "0"),
        ("SWIFTLET_TRUSTED_PROXIES", "10.0.0.0/33"), ("SWIFTLET_TRUSTED_PROXIES", "proxy"),
    ])
    func `an invalid value is an error that names the variable`(name: String, value: String) throws {
        let error = try #require(throws: EnvironmentError.self) { try ServerConfiguration([name: value]) }
        #expect(error.message.hasPrefix("\(name) is \"\(value)\": it must be "))
    }

    @Test(arguments: [(Int.max, 10_000), (1024, 768), (100, 64)])
    func `the number of connections depends on the number of descriptors`(limit: Int, count: Int) throws {
        #expect(try ServerConfiguration([:], descriptorLimit: limit).connections.maximumCount == count)
    }
}
