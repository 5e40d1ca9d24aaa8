import SwiftletFixtures
import SwiftletGateway

extension InvocationAttributes {
    /// The attributes of a fixture.
    init(_ fixture: FixtureInvocation) {
        self.init(handler: fixture.handler, clientContext: fixture.clientContext)
        identity = fixture.identity
        tenantID = fixture.tenantID
        traceID = fixture.traceID
        functionARN = fixture.functionARN
    }
}
