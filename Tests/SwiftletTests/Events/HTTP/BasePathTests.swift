import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct BasePathTests {
    @Test(arguments: [
        ("/api", "/api/users", "/api", "/users"),
        ("/api", "/api", "/api", "/"),
        ("/api", "/api/", "/api", "/"),
        ("/api", "/apiary", "", "/apiary"),
        ("/api", "/apiary/users", "", "/apiary/users"),
        ("api/", "/api/users", "/api", "/users"),
        ("/a/b", "/a/b/c", "/a/b", "/c"),
        ("/", "/users", "", "/users"),
        ("", "/users", "", "/users"),
        ("/api", "/API/users", "", "/API/users"),
        ("/api", "", "", "/"),
    ])
    func `a base path is only removed at a segment boundary`(
        _ option: String,
        _ path: String,
        _ basePath: String,
        _ rest: String
    ) throws {
        for shape in HTTPEventShape.all {
            let event = try event(shape, path)
            let request = try shape.request(from: event, options: HTTPEventOptions(basePath: option))
            #expect(request.basePath == basePath, "\(shape)")
            #expect(request.path == rest, "\(shape)")
        }
    }

    private func event(_ shape: HTTPEventShape, _ path: String) throws -> JSONNode {
        let path = JSON.string(path)
        return switch shape {
        case .httpAPI: try node(Samples.httpAPI, ["rawPath": path])
        case .functionURL: try node(Samples.functionURL, ["rawPath": path])
        case .restAPI: try node(Samples.restAPI, ["path": path, "requestContext.path": path])
        case .loadBalancer: try node(Samples.loadBalancer, ["path": path])
        case .loadBalancerMultiValue: try node(Samples.loadBalancerMultiValue, ["path": path])
        case .latticeV1: try node(Samples.latticeV1, ["raw_path": path])
        default: try node(Samples.lattice, ["path": path])
        }
    }

    @Test(arguments: [
        ("prod", "/prod/users", "/prod", "/users"),
        ("prod", "/prod", "/prod", "/"),
        ("prod", "/production/users", "", "/production/users"),
        ("prod", "/users", "", "/users"),
        ("$default", "/$default/users", "", "/$default/users"),
    ])
    func `a named stage is removed from the path of an HTTP API`(
        _ stage: String,
        _ path: String,
        _ basePath: String,
        _ rest: String
    ) throws {
        let request = try request(
            try node(Samples.httpAPI, ["rawPath": .string(path), "requestContext.stage": .string(stage)])
        )
        #expect(request.basePath == basePath)
        #expect(request.path == rest)
    }

    @Test(arguments: [
        // Default domain: the stage precedes the path that the route matched.
        ("GET /users/{id}", "/api/users/7", nil, "/users/7"),
        ("ANY /{proxy+}", "/api/v1/users", "v1/users", "/v1/users"),
        ("GET /api/{proxy+}", "/api/api/x", "x", "/api/x"),
        // Custom domain: the route begins with a segment of the same name as the stage.
        ("GET /api/users/{id}", "/api/users/7", nil, "/api/users/7"),
        ("ANY /{proxy+}", "/api/v1/users", "api/v1/users", "/api/v1/users"),
        ("GET /api", "/api", nil, "/api"),
        ("$default", "/api/v1/users", nil, "/v1/users"),
    ])
    func `a stage is distinguished from a route segment of the same name`(
        _ route: String,
        _ path: String,
        _ proxy: String?,
        _ rest: String
    ) throws {
        let event = try node(
            Samples.httpAPI,
            [
                "rawPath": .string(path), "routeKey": .string(route), "requestContext.stage": "api",
                "pathParameters": proxy.map { ["proxy": .string($0)] } ?? .null,
            ]
        )
        #expect(try request(event).path == rest)
    }

    @Test(
        arguments: [
            ("prod", "/{proxy+}", "/prod/health", "health", "/prod", "/health"),
            ("prod", "$default", "/prod/health", nil, "/prod", "/health"),
            ("prod", "/health", "/prod/health", nil, "/prod", "/health"),
            ("prod", "$default", "/prod", nil, "/prod", "/"),
            ("$default", "/{proxy+}", "/health", "health", "", "/health"),
            ("$default", "$default", "/prod/health", nil, "", "/prod/health"),
            // Custom domain: the path does not include the stage, or the route begins with a segment of the same name.
            ("prod", "/{proxy+}", "/health", "health", "", "/health"),
            ("api", "/{proxy+}", "/api/v1/users", "api/v1/users", "", "/api/v1/users"),
            ("api", "/api/users", "/api/users", nil, "", "/api/users"),
        ] as [(String, String, String, String?, String, String)]
    )
    func `a named stage is removed from the path of an HTTP API with payload format 1.0`(
        _ stage: String,
        _ resource: String,
        _ path: String,
        _ proxy: String?,
        _ basePath: String,
        _ rest: String
    ) throws {
        let event = try node(
            Samples.restAPI,
            [
                "version": "1.0", "resource": .string(resource), "path": .string(path),
                "requestContext.path": .string(path), "requestContext.stage": .string(stage),
                "pathParameters": proxy.map { ["proxy": .string($0)] } ?? .null,
            ]
        )
        let request = try request(event)
        #expect(request.basePath == basePath)
        #expect(request.path == rest)
        #expect(request.externalReference(path: request.path) == (rest == "/" ? "/prod/" : path))
        let mapped = try Swiftlet.HTTPEventShape.restAPI.request(
            from: event,
            options: HTTPEventOptions(basePath: "prod")
        )
        #expect(mapped.externalPath(mapped.path) == (rest == "/" ? "/prod/" : path))
    }

    @Test(
        arguments: [
            // The default domain, the sample in the documentation, an event without a domain, and custom domains.
            ("abc.execute-api.eu-central-1.amazonaws.com", "abc", "abc", "/users"),
            ("id.execute-api.us-east-1.amazonaws.com", "id", "api-id", "/users"),
            (nil, nil, "abc", "/users"),
            ("api.example.com", "api", "abc", "/api/users"),
            ("execute-api.example.com", "execute-api", "abc", "/api/users"),
        ] as [(String?, String?, String, String)]
    )
    func `for the route $default, the domain determines whether the path includes the stage`(
        _ domain: String?,
        _ prefix: String?,
        _ api: String,
        _ rest: String
    ) throws {
        let context: [String: JSON?] = [
            "requestContext.domainName": domain.map { .string($0) },
            "requestContext.domainPrefix": prefix.map { .string($0) },
            "requestContext.apiId": .string(api), "requestContext.stage": "api",
        ]
        let version2: [String: JSON?] = ["rawPath": "/api/users", "routeKey": "$default"]
        let version1: [String: JSON?] = [
            "version": "1.0", "resource": "$default", "path": "/api/users", "requestContext.path": "/api/users",
            "pathParameters": nil,
        ]
        for (sample, event) in [(Samples.httpAPI, version2), (Samples.restAPI, version1)] {
            let request = try request(try node(sample, event.merging(context) { $1 }))
            #expect(request.path == rest)
            #expect(request.externalPath(request.path) == "/api/users")
        }
    }

    @Test(
        arguments: [
            ("/users", "/prod/users", "prod", "/prod"),
            ("/", "/prod", "prod", "/prod"),
            ("/", "/prod/", "prod", "/prod"),
            ("/users", "/users", "prod", ""),
            ("/v1/users", "/v1/users", "prod", ""),
            ("/users", nil, "prod", "/prod"),
            ("/users", nil, "$default", ""),
            ("/users", "/other", "prod", ""),
        ] as [(String, String?, String, String)]
    )
    func `the stage of a REST API is the base path`(
        _ path: String,
        _ full: String?,
        _ stage: String,
        _ basePath: String
    ) throws {
        let event = try node(
            Samples.restAPI,
            [
                "path": .string(path), "requestContext.path": full.map { .string($0) },
                "requestContext.stage": .string(stage),
            ]
        )
        let request = try request(event)
        #expect(request.basePath == basePath)
        #expect(request.path == path)
    }

    @Test func `external paths and URLs include the stage and the base path`() throws {
        let event = try node(
            Samples.restAPI,
            [
                "path": "/v1/users", "requestContext.path": "/prod/v1/users",
                "multiValueHeaders": ["host": ["api.example.com"]],
            ]
        )
        let request = try request(event, HTTPEventOptions(basePath: "v1"))
        #expect(request.path == "/users")
        #expect(request.externalPath("/users/") == "/prod/v1/users/")
        #expect(request.externalURL(path: "/users/", query: "a=1") == "https://api.example.com/prod/v1/users/?a=1")
    }

    @Test func `a path that begins with two slashes is not interpreted as a host`() {
        var request = Request(path: "//evil.example/")
        #expect(request.externalURL(path: request.path) == "/.//evil.example/")
        #expect(request.externalReference(path: "/\\evil.example", query: "a=1") == "/./\\evil.example?a=1")
        request.host = "example.com"
        #expect(request.externalReference(path: request.path) == "/.//evil.example/")
        #expect(request.externalURL(path: request.path) == "https://example.com//evil.example/")
        request.basePath = "/prod"
        #expect(request.externalReference(path: request.path) == "/prod//evil.example/")
    }
}
