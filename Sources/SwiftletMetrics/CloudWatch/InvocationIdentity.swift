import Swiftlet

/// The invocation that metrics belong to.
struct InvocationIdentity: Sendable, Hashable {
    let requestID: String
    let traceID: String?
    let tenantID: String?

    init(_ context: Context) {
        requestID = context.requestID
        traceID = context.traceID
        tenantID = context.tenantID
    }
}
