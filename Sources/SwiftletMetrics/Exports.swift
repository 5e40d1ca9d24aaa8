// Apps create counters, timers and other metrics of swift-metrics, so `import SwiftletMetrics` re-exports its API.
@_exported public import CoreMetrics
