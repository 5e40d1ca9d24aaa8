import ArgumentParser
import SwiftletPackaging

extension DeploymentOptions.Tag: ExpressibleByArgument {
    /// Parses a tag such as `team=orders`.
    package init?(argument: String) {
        guard let separator = argument.firstIndex(of: "="), separator != argument.startIndex else { return nil }
        self.init(
            name: String(argument[..<separator]),
            value: String(argument[argument.index(after: separator)...])
        )
    }
}
