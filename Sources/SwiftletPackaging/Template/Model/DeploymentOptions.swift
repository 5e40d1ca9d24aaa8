/// The options of a deployment, which apply to all of its functions.
package struct DeploymentOptions: Sendable {
    /// A tag of all resources.
    package struct Tag: Sendable, Hashable {
        let name: String
        let value: String

        /// Creates a tag.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Whether each endpoint and event handler is a separate function.
    package var isDivided = false
    /// The path of the package, relative to the template.
    package var package = "function.zip"
    /// `x86_64` or `arm64`.
    package var architecture = "x86_64"
    /// The memory size in megabytes.
    package var memory = 512
    /// The timeout in seconds; an API gateway times out after 30 seconds.
    package var timeout = 29
    /// How clients reach the routes.
    package var gateway = GatewayKind.http
    /// Whether responses are streamed.
    package var streamsResponses = false
    /// Whether the functions run in a VPC, whose subnets and security groups are parameters.
    package var isInVPC = false
    /// Whether a new version receives a tenth of the traffic for five minutes before it receives all.
    package var isGradual = false
    /// Whether there are alarms.
    package var hasAlarms = false
    /// The log retention in days.
    package var logRetention = 30
    /// The tags of all resources.
    package var tags: [Tag] = []

    /// Creates the default options.
    package init() {}

    /// The periods in days after which CloudWatch can delete logs
    /// (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html).
    package static let logRetentions = [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ]
}
