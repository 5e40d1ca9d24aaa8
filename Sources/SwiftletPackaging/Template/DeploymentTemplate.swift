import HTTPTypes
package import Swiftlet

/// An AWS SAM template for an app, see
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html.
///
/// Each function's role allows it to write its own log, to send traces, and to receive from its own queues.
package struct DeploymentTemplate: Sendable {
    /// Options that apply to all functions.
    package struct Options: Sendable {
        /// Whether each endpoint and event handler is a separate function.
        var isDivided: Bool
        /// The path of the package, relative to the template.
        var package: String
        /// `x86_64` or `arm64`.
        var architecture: String
        /// The memory size in megabytes.
        var memory: Int
        /// The timeout in seconds; an API gateway times out after 30 seconds.
        var timeout: Int

        /// Creates options.
        package init(
            isDivided: Bool = false,
            package: String = "function.zip",
            architecture: String = "x86_64",
            memory: Int = 512,
            timeout: Int = 29
        ) {
            self.isDivided = isDivided
            self.package = package
            self.architecture = architecture
            self.memory = memory
            self.timeout = timeout
        }
    }

    let title: String
    let functions: [DeployedFunction]
    let variables: [EnvironmentVariable]
    let options: Options

    /// Creates the template of an app.
    package init(_ app: App, variables: [EnvironmentVariable], options: Options) {
        self.title = app.title
        self.functions = DeployedFunction.functions(of: app, isDivided: options.isDivided)
        self.variables = variables
        self.options = options
    }

    /// The log retention in days.
    static let logRetention = 30

    /// The YAML document.
    var document: YAML { describe().document }

    /// The text of the YAML document.
    package var text: String { document.text }

    /// The number of resources after the SAM transform.
    package var resourceCount: ResourceCount { ResourceCount(functions, listed: describe().resources) }

    private func describe() -> (document: YAML, resources: Int) {
        var names = LogicalNames()
        let parameters = variables.map { (variable: $0, name: names.name($0.name)) }
        let api = functions.contains { !$0.routes.isEmpty } ? names.name("Api") : nil
        var resources: [(name: String, value: YAML)] = []
        var outputs: [(name: String, value: YAML)] = []
        if let api {
            let log = names.name(api, "LogGroup")
            resources.append((log, Self.logGroup))
            resources.append((api, gateway(log: log)))
            let url = "https://${\(api)}.execute-api.${AWS::Region}.${AWS::URLSuffix}"
            outputs.append(
                (names.name(api, "Url"), ["Description": "The URL of the API.", "Value": .tagged("Sub", url)])
            )
        }
        for function in functions {
            FunctionResources(function, api: api, options: options, names: &names).add(to: &resources, &outputs)
        }
        var document: YAML = [
            "AWSTemplateFormatVersion": "2010-09-09",
            "Transform": "AWS::Serverless-2016-10-31",
            // The maximum length of a description.
            "Description": .string(String(title.prefix(1000))),
        ]
        if !parameters.isEmpty {
            document = document.adding(
                "Parameters",
                .map(parameters.map { (name: $0.name, value: Self.parameter($0.variable)) })
            )
        }
        document = document.adding("Globals", globals(parameters.map { ($0.variable.name, $0.name) }))
            .adding("Resources", .map(resources))
            .adding("Outputs", .map(outputs))
        return (document, resources.count)
    }

    private func globals(_ parameters: [(variable: String, name: String)]) -> YAML {
        let function: YAML = [
            "Runtime": "provided.al2023",
            "Architectures": [.string(options.architecture)],
            "CodeUri": .string(options.package),
            "MemorySize": .integer(options.memory),
            "Timeout": .integer(options.timeout),
            "Tracing": "Active",
        ]
        let environment: YAML? =
            parameters.isEmpty
            ? nil : ["Variables": .map(parameters.map { (name: $0.variable, value: .tagged("Ref", $0.name)) })]
        return ["Function": function.adding("Environment", environment)]
    }

    private static func parameter(_ variable: EnvironmentVariable) -> YAML {
        var parameter: YAML = ["Type": "String", "Description": .string(variable.summary)]
        if variable.isSecret { parameter = parameter.adding("NoEcho", true) }
        if variable.minimumLength > 0 {
            parameter = parameter.adding("MinLength", .integer(variable.minimumLength))
        }
        return parameter.adding("Default", variable.defaultValue.map(YAML.string))
    }

    private func gateway(log: String) -> YAML {
        let fields = [
            ("requestId", "$context.requestId"), ("ip", "$context.identity.sourceIp"),
            ("requestTime", "$context.requestTime"), ("routeKey", "$context.routeKey"), ("path", "$context.path"),
            ("status", "$context.status"), ("latency", "$context.responseLatency"),
            ("error", "$context.integrationErrorMessage"),
        ]
        let format = fields.map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",")
        return [
            "Type": "AWS::Serverless::HttpApi",
            "Properties": [
                "Description": .string(String(title.prefix(1000))),
                "AccessLogSettings": [
                    "DestinationArn": .tagged("GetAtt", "\(log).Arn"),
                    "Format": .string("{\(format)}"),
                ],
            ],
        ]
    }

    /// A log group with a retention of ``logRetention`` days.
    static let logGroup: YAML = [
        "Type": "AWS::Logs::LogGroup",
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": ["RetentionInDays": .integer(logRetention)],
    ]
}
