import NIOCore

/// Notifies about bytes that a connection receives, before they are parsed.
final class InputWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let onInput: () -> Void

    init(onInput: @escaping () -> Void) {
        self.onInput = onInput
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        onInput()
        context.fireChannelRead(data)
    }
}
