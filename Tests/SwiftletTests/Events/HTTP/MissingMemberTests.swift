import HTTPTypes
import SwiftletJSON
import Testing

@testable import Swiftlet

/// Event members that test consoles, direct invocations and emulators omit or set to null.
@Suite struct MissingMemberTests {
    @Test(arguments: [
        Samples.httpAPI, Samples.functionURL, Samples.restAPI, Samples.loadBalancer, Samples.loadBalancerMultiValue,
        Samples.lattice, Samples.latticeV1,
    ])
    func `null and missing maps are empty`(_ sample: Sample) throws {
        let members = [
            "headers", "queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables",
            "cookies", "body", "rawQueryString", "query_string_parameters",
        ]
        let shape = try HTTPEventShape(recognizing: try node(sample))
        for change in [JSON.null, nil] as [JSON?] {
            var changes: [String: JSON?] = [:]
            for member in members { changes.updateValue(change, forKey: member) }
            if shape == .restAPI { changes.updateValue(change, forKey: "multiValueHeaders") }
            if shape == .loadBalancerMultiValue { changes.updateValue([:] as JSON, forKey: "multiValueHeaders") }
            if shape == .latticeV1 { changes.updateValue("/" as JSON, forKey: "raw_path") }
            let request = try request(try node(sample, changes))
            #expect(request.shape == shape)
            #expect(request.headers.isEmpty)
            #expect(request.query.isEmpty)
            #expect(request.pathParameters.isEmpty)
            #expect(request.body.isEmpty)
        }
    }

    @Test(arguments: [Samples.httpAPI, Samples.functionURL], [JSON.null, nil] as [JSON?])
    func `without a raw query, the parameter map is used`(_ sample: Sample, _ raw: JSON?) throws {
        let parameters: JSON = ["deep": "1", "name": "a b&c"]
        let event = try node(sample, ["rawQueryString": raw, "queryStringParameters": parameters])
        #expect(try request(event).query == [QueryItem("deep", "1"), QueryItem("name", "a b&c")])
        let empty = try node(sample, ["rawQueryString": "", "queryStringParameters": parameters])
        #expect(try request(empty).query.isEmpty)
    }

    @Test(arguments: [JSON.null, nil] as [JSON?])
    func `without a raw path or route key, their fallback members are used`(_ missing: JSON?) throws {
        let path = try node(Samples.httpAPI, ["rawPath": missing, "requestContext.http.path": "/other"])
        #expect(try request(path).path == "/other")
        let route: [String: JSON?] = [
            "routeKey": missing, "version": "1.0", "resource": "/api/users", "path": "/api/users",
            "requestContext.path": "/api/users", "requestContext.stage": "api", "pathParameters": nil,
        ]
        #expect(try request(try node(Samples.restAPI, route)).path == "/api/users")
    }

    @Test func `a raw query in the path of VPC Lattice is preferred because its map has single values`() throws {
        let event = try node(
            Samples.latticeV1,
            ["raw_path": "/a?tag=red&tag=gr%20een&page=1", "query_string_parameters": ["tag": "gr een", "page": "1"]]
        )
        #expect(try request(event).query == ["tag=red", "tag=gr een", "page=1"])
        let mapped = try node(Samples.latticeV1, ["raw_path": "/a?", "query_string_parameters": ["tag": "red"]])
        #expect(try request(mapped).query == ["tag=red"])
    }

    @Test func `decodes a VPC Lattice event with structure version V1`() throws {
        let request = try request(Samples.latticeV1)
        #expect(request.method == .post)
        #expect(request.path == "/newpath")
        #expect(request.query == ["parameter1=value1"])
        #expect(request.headers[HTTPField.Name("header2")!] == "value1,value2")
        #expect(request.host == "svc-0a40eebed65f8d69c.7d67968.vpc-lattice-svcs.us-east-2.on.aws")
        #expect(request.clientAddress == "172.31.40.143")
        #expect(request.body == Array(#"{"message": "Hello"}"#.utf8))
        let unmapped = try node(Samples.latticeV1, ["query_string_parameters": nil, "raw_path": "/a?b=c%20d&e"])
        #expect(
            try Swiftlet.HTTPEventShape.latticeV1.request(from: unmapped).query == [
                QueryItem("b", "c d"), QueryItem("e", ""),
            ]
        )
    }
}
