package import SwiftletJSON

/// The attributes of an invocation that are not part of the event.
package struct InvocationAttributes: Sendable, Hashable {
    /// The name of the handler as in a deployment; `nil` for the whole app.
    package var handler: String?
    /// The client context.
    package var clientContext: JSON?
    /// The Cognito identity.
    package var identity: JSON?
    /// The tenant id.
    package var tenantID: String?
    /// The X-Ray trace header.
    package var traceID: String?
    /// The invoked function ARN.
    package var functionARN: String?

    /// Creates attributes.
    package init(handler: String? = nil, clientContext: JSON? = nil) {
        self.handler = handler
        self.clientContext = clientContext
    }
}
