/// The routes of an API, as an OpenAPI document with the extensions of API Gateway
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html).
struct GatewayDefinition: Sendable {
    /// The functions with routes.
    let functions: [DeployedFunction]
    let kind: GatewayKind
    let streamsResponses: Bool

    /// The document.
    ///
    /// - Parameters:
    ///   - title: The name of the API.
    ///   - uri: Returns the URI that invokes a function.
    /// - Returns: The document.
    func document(title: YAML, uri: (DeployedFunction) -> YAML) -> YAML {
        var paths: [(name: String, value: YAML)] = []
        for function in functions {
            let integration = integration(uri(function))
            for (method, path) in routes(of: function) {
                let operation = operation(integration, path: path)
                let name = method == "ANY" ? "x-amazon-apigateway-any-method" : method.lowercased()
                if let index = paths.firstIndex(where: { $0.name == path }) {
                    paths[index].value = paths[index].value.adding(name, operation)
                } else {
                    paths.append((path, .map([(name, operation)])))
                }
            }
        }
        let document: YAML = [
            "openapi": "3.0.1", "info": ["title": title, "version": "1.0"], "paths": .map(paths),
        ]
        // A REST API sends the bytes of a response only for these types.
        return document.adding("x-amazon-apigateway-binary-media-types", kind == .rest ? ["*/*"] : nil)
    }

    /// The URI that invokes a function.
    ///
    /// - Parameters:
    ///   - arn: The ARN of the function.
    ///   - partition: The partition of the region, such as `aws`.
    ///   - region: The region.
    /// - Returns: The URI.
    func invocation(of arn: String, partition: String, region: String) -> String {
        let path =
            streamsResponses
            ? "2021-11-15/functions/\(arn)/response-streaming-invocations" : "2015-03-31/functions/\(arn)/invocations"
        return "arn:\(partition):apigateway:\(region):lambda:path/\(path)"
    }

    /// The stage of a REST API.
    static let stage = "live"

    /// The format of the access log of an HTTP API, JSON with variables of API Gateway.
    static let accessLogFormat: String = {
        let fields = [
            ("requestId", "$context.requestId"), ("ip", "$context.identity.sourceIp"),
            ("requestTime", "$context.requestTime"), ("routeKey", "$context.routeKey"), ("path", "$context.path"),
            ("status", "$context.status"), ("latency", "$context.responseLatency"),
            ("error", "$context.integrationErrorMessage"),
        ]
        return "{\(fields.map { "\"\($0)\":\"\($1)\"" }.joined(separator: ","))}"
    }()

    /// The reason why a REST API cannot have the routes, or `nil`.
    var fault: String? {
        var variables: [String: String] = [:]
        for (_, path) in functions.flatMap(routes) {
            var prefix = ""
            for segment in path.split(separator: "/") {
                if segment.hasPrefix("{") {
                    let known = variables.updateValue(String(segment), forKey: prefix)
                    if let known, known != segment {
                        return "A REST API cannot have both \(known) and \(segment) after \(prefix)/. "
                            + "Rename one of them, or use --api http."
                    }
                }
                prefix += "/\(segment)"
            }
        }
        return nil
    }

    private func routes(of function: DeployedFunction) -> [(method: String, path: String)] {
        let routes = function.routes.map { ($0.method, $0.path) }
        guard function.isDefaultRoute else { return routes }
        // The routes of a REST API cannot overlap, so that of the whole app are all paths.
        return kind == .rest ? [("ANY", "/"), ("ANY", "/{proxy+}")] : routes + [("ANY", "/$default")]
    }

    private func integration(_ uri: YAML) -> YAML {
        let integration: YAML = ["type": "aws_proxy", "httpMethod": "POST", "uri": uri]
        return
            integration
            .adding("payloadFormatVersion", kind == .http ? "2.0" : nil)
            .adding("responseTransferMode", streamsResponses ? "STREAM" : nil)
    }

    private func operation(_ integration: YAML, path: String) -> YAML {
        let names = path.split(separator: "/").filter { $0.hasPrefix("{") }
            .map { $0.dropFirst().prefix { $0 != "}" && $0 != "+" } }
        let parameters = names.map { name -> YAML in
            ["name": .string(String(name)), "in": "path", "required": true, "schema": ["type": "string"]]
        }
        return (["responses": ["default": ["description": "The response of the function."]]] as YAML)
            .adding("parameters", parameters.isEmpty ? nil : .list(parameters))
            .adding("isDefaultRoute", path == "/$default" ? true : nil)
            .adding("x-amazon-apigateway-integration", integration)
    }
}
