package import Swiftlet

/// The Knative manifests of an app that `Server.main` of `SwiftletServer` serves in a container: a service, and a trigger for
/// each handler of CloudEvents (https://knative.dev/docs/serving/, https://knative.dev/docs/eventing/triggers/).
package struct KnativeManifests: Sendable {
    private let name: String
    private let variables: [EnvironmentVariable]
    private let subscriptions: [CloudEventSubscription]
    private let ignored: [String]
    private let options: Options

    /// The options of a service.
    package struct Options: Sendable {
        /// The reference of the container image.
        var image: String
        /// The memory limit in megabytes.
        var memory: Int
        /// The request timeout in seconds.
        var timeout: Int

        /// Creates options.
        package init(image: String, memory: Int, timeout: Int) {
            self.image = image
            self.memory = memory
            self.timeout = timeout
        }
    }

    /// Creates the manifests of an app.
    ///
    /// - Parameters:
    ///   - app: The app.
    ///   - variables: The environment variables of its settings.
    ///   - options: The options of the service.
    package init(_ app: App, variables: [EnvironmentVariable], options: Options) {
        self.name = Self.label(app.title)
        self.variables = variables
        let subscriptions = app.cloudEventSubscriptions
        self.subscriptions = subscriptions
        self.ignored = app.eventTriggers.map(\.name).filter { name in !subscriptions.contains { $0.handler == name } }
        self.options = options
    }

    /// The text of the manifests, a stream of YAML documents.
    package var text: String { documents.map(\.text).joined(separator: "---\n") }

    /// Advice for the user, or `nil`.
    package var notice: String? {
        guard !ignored.isEmpty else { return nil }
        return "Without a Knative trigger, since they do not handle CloudEvents: \(ignored.joined(separator: ", "))."
    }

    var documents: [YAML] { [service] + subscriptions.map(trigger) }

    /// A name as Kubernetes allows it for a service: lowercase letters, digits and hyphens, at most 63.
    private static func label(_ text: String) -> String { TerraformNames.slug(text, limit: 63) }

    private var service: YAML {
        let resources: YAML = ["limits": ["memory": .string("\(options.memory)Mi")]]
        let container: YAML = [
            "image": .string(options.image),
            "ports": [["name": "http1", "containerPort": 8080]],
            "readinessProbe": ["httpGet": ["path": "/readyz"]],
            "livenessProbe": ["httpGet": ["path": "/healthz"]],
            "resources": resources,
        ]
        let environment: [YAML] = [
            ["name": "SWIFTLET_REQUEST_TIMEOUT", "value": .string("\(options.timeout)")]
        ]
        return [
            "apiVersion": "serving.knative.dev/v1",
            "kind": "Service",
            "metadata": ["name": .string(name)],
            "spec": [
                "template": [
                    "spec": [
                        // The event loops of the server share the requests.
                        "containerConcurrency": 0,
                        "timeoutSeconds": .integer(options.timeout),
                        "containers": [
                            container.adding("env", .list(variables.map(variable) + environment))
                        ],
                    ]
                ]
            ],
        ]
    }

    /// The values of secrets are in a secret with the name of the service, and other values in a config map with that name.
    private func variable(_ variable: EnvironmentVariable) -> YAML {
        let reference = (["name": .string(name), "key": .string(variable.name)] as YAML)
            .adding("optional", variable.defaultValue == nil ? nil : true)
        return [
            "name": .string(variable.name),
            "valueFrom": .map([(variable.isSecret ? "secretKeyRef" : "configMapKeyRef", reference)]),
        ]
    }

    private func trigger(_ subscription: CloudEventSubscription) -> YAML {
        let attributes = ([:] as YAML).adding("type", subscription.type.map(YAML.string))
            .adding("source", subscription.source.map(YAML.string))
        let service: YAML = [
            "apiVersion": "serving.knative.dev/v1", "kind": "Service", "name": .string(name),
        ]
        return [
            "apiVersion": "eventing.knative.dev/v1",
            "kind": "Trigger",
            "metadata": ["name": .string(Self.label("\(name) \(subscription.handler)"))],
            "spec": [
                "broker": "default",
                "filter": ["attributes": attributes],
                "subscriber": ["ref": service],
                "delivery": ["retry": 5, "backoffPolicy": "exponential", "backoffDelay": "PT1S"],
            ],
        ]
    }
}
