/// The API of a Terraform configuration, with its access log and the permissions to invoke the functions.
struct TerraformGateway {
    private let deployment: Deployment
    private let names: TerraformNames

    init(_ deployment: Deployment, names: TerraformNames) {
        self.deployment = deployment
        self.names = names
    }

    func add(to parts: inout TerraformParts) {
        let definition = deployment.gatewayDefinition
        let body =
            definition.document(title: .expression("var.name")) { function in
                .template(
                    definition.invocation(
                        of: "${\(names.address(.function(function.handler))).arn}",
                        partition: "${data.aws_partition.current.partition}",
                        region: "${data.aws_region.current.region}"
                    )
                )
            }
            .terraformText
        let api: String
        switch deployment.options.gateway {
        case .http:
            addHTTPAPI(body, to: &parts)
            api = "aws_apigatewayv2_api.api"
        case .rest:
            addRESTAPI(body, to: &parts)
            api = "aws_api_gateway_rest_api.api"
        case .url: return
        }
        for function in deployment.functions where function.isRoutable {
            parts.addPermission(
                "\(names.identifier(function.handler))__api",
                for: names.address(.function(function.handler)),
                to: "apigateway",
                source: .template("${\(api).execution_arn}/*")
            )
        }
    }

    private func addHTTPAPI(_ body: YAML, to parts: inout TerraformParts) {
        parts.add(
            "aws_cloudwatch_log_group",
            named: "api__access",
            [
                "name": .template("/aws/apigateway/${var.name}"),
                "retention_in_days": .integer(deployment.options.logRetention),
            ]
        )
        parts.add(
            "aws_apigatewayv2_api",
            named: "api",
            ["name": .expression("var.name"), "protocol_type": "HTTP", "body": body]
        )
        parts.add(
            "aws_apigatewayv2_stage",
            named: "api",
            [
                "api_id": .expression("aws_apigatewayv2_api.api.id"),
                "name": "$default",
                "auto_deploy": true,
                "access_log_settings": [
                    "destination_arn": .expression("aws_cloudwatch_log_group.api__access.arn"),
                    "format": .string(GatewayDefinition.accessLogFormat),
                ],
            ]
        )
        parts.addOutput("api_url", "aws_apigatewayv2_api.api.api_endpoint", description: "The URL of the API.")
    }

    private func addRESTAPI(_ body: YAML, to parts: inout TerraformParts) {
        let api = "aws_api_gateway_rest_api.api"
        parts.add(
            "aws_api_gateway_rest_api",
            named: "api",
            ["name": .expression("var.name"), "body": body, "endpoint_configuration": ["types": ["REGIONAL"]]]
        )
        parts.add(
            "aws_api_gateway_deployment",
            named: "api",
            [
                "rest_api_id": .expression("\(api).id"),
                "triggers": ["redeployment": .expression("sha1(\(api).body)")],
                "lifecycle": ["create_before_destroy": true],
            ]
        )
        parts.add(
            "aws_api_gateway_stage",
            named: "api",
            [
                "rest_api_id": .expression("\(api).id"),
                "deployment_id": .expression("aws_api_gateway_deployment.api.id"),
                "stage_name": .string(GatewayDefinition.stage),
                "xray_tracing_enabled": true,
            ]
        )
        parts.addOutput("api_url", "aws_api_gateway_stage.api.invoke_url", description: "The URL of the API.")
    }
}
