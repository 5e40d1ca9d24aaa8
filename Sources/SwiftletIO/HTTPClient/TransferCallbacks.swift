import CCurl

/// The libcurl callbacks of a transfer, always called on the loop's thread.
enum TransferCallbacks {
    static var all: CurlCallbacks {
        unsafe CurlCallbacks(
            header: { bytes, size, count, context in
                guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
                let length = size * count
                unsafe Transfer.from(context).receiveHeader(UnsafeBufferPointer(lent: bytes, length).span)
                return length
            },
            write: { bytes, size, count, context in
                guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
                let length = size * count
                return switch unsafe Transfer.from(context).receiveBody(UnsafeBufferPointer(lent: bytes, length).span) {
                case .accepted: length
                case .pending: swiftlet_curl_write_pause()
                // Any other count than the given one aborts the transfer.
                case .rejected: length == 0 ? 1 : 0
                }
            },
            read: { buffer, size, count, context in
                guard let context = unsafe context, let buffer = unsafe buffer else {
                    return swiftlet_curl_read_abort()
                }
                let output = unsafe OutputBuffer(UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
                return switch unsafe Transfer.from(context).supply(output) {
                case .bytes(let count): count
                case .end: 0
                case .pending: swiftlet_curl_read_pause()
                case .failed: swiftlet_curl_read_abort()
                }
            },
            seek: { context, offset, origin in
                guard let context = unsafe context, origin == SEEK_SET else { return CURL_SEEKFUNC_FAIL }
                return unsafe Transfer.from(context).rewind(to: Int(offset)) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
            },
            prerequest: { context, _, _, _, _ in
                guard let context = unsafe context else { return CURL_PREREQFUNC_ABORT }
                return unsafe Transfer.from(context).allowRequest() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
            }
        )
    }

    static var trailer: curl_trailer_callback {
        { list, context in
            guard let context = unsafe context, let list = unsafe list else { return CURL_TRAILERFUNC_ABORT }
            guard let trailers = try? unsafe Transfer.from(context).trailerList() else { return CURL_TRAILERFUNC_ABORT }
            unsafe list.pointee = unsafe trailers.release()
            return CURL_TRAILERFUNC_OK
        }
    }
}

extension Transfer {
    fileprivate enum Verdict {
        case accepted
        case pending
        case rejected
    }

    fileprivate func receiveHeader(_ line: Span<UInt8>) {
        hasResponse = true
        head.append(line: line)
        // The head of a redirect that is followed is not the response.
        if head.isComplete, !(options.maxRedirects > 0 && 300...399 ~= head.status) { deliverHead() }
    }

    fileprivate func receiveBody(_ bytes: Span<UInt8>) -> Verdict {
        switch sink {
        case .buffer:
            guard bytes.count <= maxResponseBytes - responseBody.count else {
                isTooLarge = true
                return .rejected
            }
            responseBody.append(copying: bytes)
            return .accepted
        case .channel(let channel):
            deliverHead()
            return channel.receive(bytes) ? .accepted : .pending
        }
    }

    /// The next part of the request body for libcurl.
    fileprivate enum Supply {
        case bytes(Int)
        case pending
        case end
        case failed
    }

    fileprivate func supply(_ output: borrowing OutputBuffer) -> Supply {
        switch body {
        case .none:
            return .end
        case .bytes(let bytes):
            return .bytes(copy(bytes, to: output))
        case .channel(let channel):
            // Abort immediately, without sending the buffered bytes.
            if channel.failure != nil { return .failed }
            if uploaded == piece.count {
                switch channel.take() {
                case .bytes(let bytes):
                    piece = bytes
                    uploaded = 0
                case .pending:
                    return .pending
                case .end(let trailers):
                    self.trailers = trailers
                    return .end
                case .failed:
                    return .failed
                }
            }
            return .bytes(copy(piece, to: output))
        }
    }

    private func copy(_ bytes: [UInt8], to output: borrowing OutputBuffer) -> Int {
        let count = output.append(bytes, from: uploaded)
        uploaded += count
        return count
    }

    /// Rewinds the body, which libcurl sends again after a redirect or on another connection.
    fileprivate func rewind(to offset: Int) -> Bool {
        guard case .bytes(let bytes) = body, 0...bytes.count ~= offset else { return false }
        uploaded = offset
        return true
    }

    /// Called before each attempt to send the request.
    ///
    /// libcurl retries a request of any method when a kept-alive connection is closed before any byte of a response. The
    /// server may have processed it nevertheless.
    fileprivate func allowRequest() -> Bool {
        if head.status != 0 {
            // The previous response was a redirect.
            head.reset()
            attempts = 0
        }
        attempts += 1
        isRetryRejected = attempts > 1 && !retriesOnStaleConnection
        return !isRetryRejected
    }

    fileprivate func trailerList() throws(HTTPClientError) -> CurlList {
        var list = CurlList()
        for (name, value) in trailers where HeaderLine.isName(name) && HeaderLine.isValue(value) {
            try list.append("\(name): \(value)")
        }
        return list
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes that libcurl passes to a callback.
    fileprivate init(lent start: UnsafeMutablePointer<CChar>, _ count: Int) {
        unsafe self.init(start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
    }
}
