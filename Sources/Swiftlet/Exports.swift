// Endpoints use HTTP methods, statuses, header fields, JSON, loggers, the values of fields and the context of the invocation, so
// `import Swiftlet` re-exports these modules.
@_exported public import HTTPTypes
@_exported public import Logging
@_exported public import SwiftletContext
@_exported public import SwiftletJSON
@_exported public import SwiftletValues
