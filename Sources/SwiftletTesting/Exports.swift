// Tests replay event files and capture logs, so `import SwiftletTesting` re-exports this module.
@_exported public import SwiftletFixtures
