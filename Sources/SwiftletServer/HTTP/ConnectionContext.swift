package import Hummingbird
package import NIOCore

/// The context of a request: its connection.
package struct ConnectionContext: InitializableFromSource {
    /// The channel of the connection.
    package let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }

    /// The client's IP address.
    package var clientAddress: String? { channel.remoteAddress?.ipAddress }

    /// The observer of the connection; `nil` if the connection is closed.
    package func watch() async -> ConnectionWatch? {
        try? await channel.pipeline.handler(type: ConnectionWatch.self).get()
    }
}
