import Swiftlet
import SwiftletJSON

/// The JSON that an output is encoded to.
func json(_ output: some EventOutput) throws -> JSON {
    var writer = JSONWriter()
    try output.encodeEvent(to: &writer)
    return try JSON(parsing: writer.finish())
}
