// Endpoints use HTTP methods, statuses, header fields, JSON and loggers, so `import Swiftlet` re-exports these modules.
@_exported public import HTTPTypes
@_exported public import Logging
@_exported public import SwiftletJSON
