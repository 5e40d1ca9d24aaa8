import CCurl

/// Raw bytes over the connection of a `CURLOPT_CONNECT_ONLY` handle, with or without TLS.
///
/// The handle must stay in its multi handle. Nothing here blocks.
/// See [CURLOPT_CONNECT_ONLY](https://curl.se/libcurl/c/CURLOPT_CONNECT_ONLY.html).
extension CurlEasy {
    /// The result of sending or receiving bytes.
    enum StreamResult {
        /// The number of bytes, at least one.
        case bytes(Int)
        /// No bytes now: wait for the descriptor.
        case wouldBlock
        /// The end of the stream: the peer has closed it.
        case end
        case failed(CURLcode)
    }

    /// The connection's socket, -1 for none.
    var descriptor: Int32 {
        var socket: curl_socket_t = -1
        let status = unsafe withHandle { unsafe swiftlet_curl_easy_getinfo_socket($0, CURLINFO_ACTIVESOCKET, &socket) }
        return status == CURLE_OK ? socket : -1
    }

    /// Sends without blocking by [curl_easy_send](https://curl.se/libcurl/c/curl_easy_send.html).
    func send(_ bytes: Span<UInt8>) -> StreamResult {
        var count = 0
        let status = unsafe bytes.withUnsafeBytes { bytes in
            unsafe withHandle { unsafe curl_easy_send($0, bytes.baseAddress, bytes.count, &count) }
        }
        return result(count, status)
    }

    /// Receives without blocking by [curl_easy_recv](https://curl.se/libcurl/c/curl_easy_recv.html).
    func receive(into buffer: borrowing InputBuffer) -> StreamResult {
        var count = 0
        let status = unsafe buffer.withStorage { buffer in
            unsafe withHandle { unsafe curl_easy_recv($0, buffer.baseAddress, buffer.count, &count) }
        }
        return status == CURLE_OK && count == 0 ? .end : result(count, status)
    }

    private func result(_ count: Int, _ status: CURLcode) -> StreamResult {
        switch status {
        case CURLE_OK: count > 0 ? .bytes(count) : .wouldBlock
        case CURLE_AGAIN: .wouldBlock
        default: .failed(status)
        }
    }
}
