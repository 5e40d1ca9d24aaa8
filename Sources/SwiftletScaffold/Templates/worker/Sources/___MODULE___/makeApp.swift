import Swiftlet

/// Creates the app, for the function, the CLI and the tests.
public func makeApp(_ settings: Settings) -> App {
    App(title: "___MODULE___", version: "1.0.0", settings: settings) {
        RequestLog()
        health
        orders
        dailyReport
    }
}
