package import Swiftlet
package import SwiftletJSON

/// The request of a sample.
package func request(_ sample: Sample, _ options: HTTPEventOptions = HTTPEventOptions()) throws -> Request {
    try request(node(sample), options)
}

/// The request of an event of any shape.
package func request(_ event: JSONNode, _ options: HTTPEventOptions = HTTPEventOptions()) throws -> Request {
    try HTTPEventShape(recognizing: event).request(from: event, options: options)
}

/// The request of an event of any shape.
package func request(_ text: String, _ options: HTTPEventOptions = HTTPEventOptions()) throws -> Request {
    try request(try node(text), options)
}
