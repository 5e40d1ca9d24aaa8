/// The API of a template, with its access log and the permissions to invoke the functions.
struct GatewayResources {
    private let deployment: Deployment
    private let ids: LogicalIDs
    private let api: String

    init(_ deployment: Deployment, ids: LogicalIDs) {
        self.deployment = deployment
        self.ids = ids
        self.api = ids.id(.api)
    }

    func add(to parts: inout SAMParts) {
        let host = "https://${\(api)}.execute-api.${AWS::Region}.${AWS::URLSuffix}"
        let definition = deployment.gatewayDefinition.document(title: .tagged("Ref", "AWS::StackName"), uri: uri)
        switch deployment.options.gateway {
        case .http:
            let log = ids.unused("ApiLogGroup")
            parts.addDeletable(log, "AWS::Logs::LogGroup", properties: FunctionResources.logGroup(deployment.options))
            let access: YAML = [
                "DestinationArn": .tagged("GetAtt", "\(log).Arn"), "Format": .string(GatewayDefinition.accessLogFormat),
            ]
            parts.add(
                api,
                "AWS::Serverless::HttpApi",
                properties: ["DefinitionBody": definition, "AccessLogSettings": access]
            )
            parts.addOutput(ids.unused("ApiUrl"), .tagged("Sub", host), description: "The URL of the API.")
        case .rest:
            let properties: YAML = [
                "Name": .tagged("Ref", "AWS::StackName"),
                "StageName": .string(GatewayDefinition.stage),
                "DefinitionBody": definition,
                "EndpointConfiguration": ["Type": "REGIONAL"],
                "TracingEnabled": true,
            ]
            parts.add(api, "AWS::Serverless::Api", properties: properties)
            let url = YAML.tagged("Sub", "\(host)/\(GatewayDefinition.stage)")
            parts.addOutput(ids.unused("ApiUrl"), url, description: "The URL of the API.")
        case .url: return
        }
        for function in deployment.functions where function.isRoutable {
            let source = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${\(api)}/*"
            parts.add(
                ids.unused(function.handler, "ApiPermission"),
                "AWS::Lambda::Permission",
                properties: [
                    "FunctionName": .tagged("Ref", target(function)),
                    "Action": "lambda:InvokeFunction",
                    "Principal": "apigateway.amazonaws.com",
                    "SourceArn": .tagged("Sub", source),
                ]
            )
        }
    }

    /// The function, or the alias that SAM generates for it, which has the version that receives the requests.
    private func target(_ function: DeployedFunction) -> String {
        let id = ids.id(.function(function.handler))
        return deployment.options.isGradual ? "\(id)Alias\(FunctionResources.alias)" : id
    }

    private func uri(_ function: DeployedFunction) -> YAML {
        let arn = deployment.options.isGradual ? target(function) : "\(target(function)).Arn"
        return .tagged(
            "Sub",
            deployment.gatewayDefinition.invocation(
                of: "${\(arn)}",
                partition: "${AWS::Partition}",
                region: "${AWS::Region}"
            )
        )
    }
}
