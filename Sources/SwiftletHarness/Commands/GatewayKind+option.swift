import ArgumentParser
import SwiftletPackaging

extension GatewayKind: ExpressibleByArgument {}
