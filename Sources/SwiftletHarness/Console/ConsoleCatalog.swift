import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// What the page has forms for: the endpoints of an app, and the event sources.
struct ConsoleCatalog {
    let app: App
    /// The shape of the sample requests.
    let shape: HTTPEventShape

    /// `{"endpoints": [{"name", "method", "path", "summary"}], "sources": [{"name", "summary", "handlers"}], "handlers"}`.
    ///
    /// The handlers of a source are those that recognize its events.
    var json: JSON {
        let endpoints = app.routes.map { route -> JSON in
            [
                "name": .string(route.operationID), "method": .string(route.method.rawValue),
                "path": .string(route.path), "summary": route.summary.map(JSON.string) ?? nil,
            ]
        }
        let handlers = app.eventHandlerNames
        let sources = SampleSource.all.map { source -> JSON in
            let event = (try? source.event()).flatMap { try? JSONDocument(parsing: $0.bytes).root }
            let matching = event.map { event in
                handlers.filter { app.eventHandler(named: $0, recognizes: event) == true }
            }
            return [
                "name": .string(source.name), "summary": .string(source.summary),
                "handlers": .array((matching ?? []).map(JSON.string)),
            ]
        }
        return [
            "endpoints": .array(endpoints), "sources": .array(sources), "handlers": .array(handlers.map(JSON.string)),
        ]
    }

    /// The sample event of a source.
    ///
    /// - Throws: ``ConsoleError`` with the status 404 if there is no such source.
    func event(of source: String) throws -> JSON {
        guard let source = SampleSource.named(source) else { throw ConsoleError.notFound("The event source") }
        return try source.event()
    }

    /// The inputs of an endpoint, with their schemas and example values that it accepts.
    ///
    /// `{"method", "path", "parameters": [{"name", "in", "required", "schema", "description", "example"}],
    /// "body": {"type", "required", "schema", "example"}, "credentials": [{"name", "in", "prefix"}], "schemas"}`
    ///
    /// Requirements that share a credential have it once.
    ///
    /// - Throws: ``ConsoleError`` with the status 404 if there is no such endpoint.
    func endpoint(_ name: String) throws(ConsoleError) -> JSON {
        guard let operation = app.operation(named: name) else { throw .notFound("The endpoint") }
        let sample = EndpointSample(app, operation, shape: shape)
        var credentials: [JSON] = []
        for credential in sample.valid.credentials.map({ Self.json($0) }) where !credentials.contains(credential) {
            credentials.append(credential)
        }
        let parameters = operation.parameters.enumerated()
            .map { index, parameter -> JSON in
                [
                    "name": .string(parameter.name), "in": .string("\(parameter.location)"),
                    "required": .bool(parameter.isRequired), "schema": .object(parameter.schema),
                    "description": parameter.description.map(JSON.string) ?? nil,
                    "example": sample.valid.parameters[index] ?? nil,
                ]
            }
        var json: JSON = [
            "name": .string(name), "method": .string(operation.route.method.rawValue),
            "path": .string(operation.route.path), "summary": operation.route.summary.map(JSON.string) ?? nil,
            "parameters": .array(parameters), "schemas": .object(operation.registry.schemas),
            "credentials": .array(credentials),
        ]
        if let body = operation.body {
            json["body"] = [
                "type": .string(body.contentType), "required": .bool(body.isRequired), "schema": .object(body.schema),
                "example": sample.valid[SampleLocation()] ?? nil,
            ]
        }
        return json
    }

    /// Where a credential is sent, and the text that precedes it.
    private static func json(_ credential: SampleCredential) -> JSON {
        let prefix = credential.value.split(separator: " ").dropLast().map { "\($0) " }.joined()
        let (place, name) =
            switch credential.location {
            case .header(let name): ("header", name.rawName)
            case .query(let name): ("query", name)
            case .cookie(let name): ("cookie", name)
            }
        return ["in": .string(place), "name": .string(name), "prefix": .string(prefix)]
    }
}
