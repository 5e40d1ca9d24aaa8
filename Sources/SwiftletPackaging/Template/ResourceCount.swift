import Swiftlet

/// The number of resources that CloudFormation creates for a template.
///
/// AWS SAM adds resources to those that a template lists
/// ([generated resources](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html)):
/// a stage for each HTTP API, a permission for each route of a function (one in all for a function with the default route),
/// a rule and a permission for each schedule, and a mapping for each queue.
package struct ResourceCount: Sendable, Hashable {
    /// The maximum number of resources of a template
    /// ([quotas](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html)).
    static let limit = 500
    /// The number of resources that triggers a warning.
    private static let warningLimit = 400

    /// The number of resources.
    let count: Int
    private let functions: Int

    /// Counts the resources.
    ///
    /// - Parameters:
    ///   - functions: The functions of the template.
    ///   - listed: The number of resources in the template itself.
    init(_ functions: [DeployedFunction], listed: Int) {
        self.functions = functions.count
        var count = listed
        // The stage of the API.
        if functions.contains(where: { !$0.routes.isEmpty }) { count += 1 }
        for function in functions {
            count += function.isDefaultRoute ? 1 : function.routes.count
            for source in function.sources {
                switch source.source.kind {
                case .schedule: count += 2
                case .queue: count += 1
                }
            }
        }
        self.count = count
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
