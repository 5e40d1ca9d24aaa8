import Swiftlet

/// The number of resources that CloudFormation creates for a template.
///
/// AWS SAM adds resources to those that a template lists
/// ([generated resources](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html)).
package struct ResourceCount: Sendable, Hashable {
    /// The maximum number of resources of a template
    /// ([quotas](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html)).
    static let limit = 500
    /// The number of resources that triggers a warning.
    private static let warningLimit = 400

    /// The number of resources.
    package let count: Int
    private let functions: Int

    /// Counts the resources.
    ///
    /// - Parameters:
    ///   - deployment: The deployment of the template.
    ///   - listed: The number of resources in the template itself.
    init(_ deployment: Deployment, listed: Int) {
        let functions = deployment.functions
        self.functions = functions.count
        var count = listed
        if deployment.hasGateway {
            // The stage, and the deployment of a REST API.
            count += deployment.options.gateway == .rest ? 2 : 1
        }
        // The URL and two permissions.
        count += functions.count { deployment.hasURL($0) } * 3
        if deployment.options.isGradual {
            // A CodeDeploy application and its role; for each function a version, an alias and a deployment group.
            count += 2 + functions.count * 3
        }
        self.count = count + functions.flatMap(\.sources).map(\.trigger.generatedResources).reduce(0, +)
    }

    /// A warning if the number is close to the limit.
    package var warning: String? {
        guard count > Self.warningLimit, count <= Self.limit else { return nil }
        return
            "The template has \(count) resources in \(functions) functions; the CloudFormation limit is \(Self.limit)."
    }

    /// Checks the number against the limit.
    ///
    /// - Throws: ``PackagingError`` if it exceeds the limit.
    package func check() throws(PackagingError) {
        guard count > Self.limit else { return }
        throw PackagingError(
            .invalidInput,
            "The template has \(count) resources in \(functions) functions, but the CloudFormation limit is "
                + "\(Self.limit). Deploy the app as one function, without --per-endpoint, or split the app."
        )
    }
}

extension EventTrigger {
    /// The number of resources that SAM generates: a rule or a subscription and a permission, a permission, or a mapping.
    fileprivate var generatedResources: Int {
        switch kind {
        case .schedule, .topic, .events: 2
        case .bucket, .queue, .table, .stream: 1
        }
    }
}
