// A file that defines endpoints names methods, statuses, header fields, JSON and the logger: with `import Swiftlet` it has
// them, as with the frameworks its author comes from.
@_exported public import HTTPTypes
@_exported public import Logging
@_exported public import SwiftletJSON
