import CCurl

/// The owner of a libcurl easy handle, its error buffer and its header list.
@safe struct CurlEasy: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var headers = CurlList()

    init() throws(HTTPClientError) {
        guard let handle = unsafe curl_easy_init() else {
            throw HTTPClientError(.unavailable, "libcurl could not create a handle.")
        }
        unsafe self.handle = unsafe handle
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        _ = unsafe swiftlet_curl_easy_setopt_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
        unsafe errorText.deallocate()
    }

    /// Calls `body` with the handle.
    @unsafe func withHandle<T>(_ body: (UnsafeMutableRawPointer) -> T) -> T {
        unsafe body(handle)
    }

    func set(_ option: CURLoption, _ value: Int) {
        _ = unsafe swiftlet_curl_easy_setopt_long(handle, option, value)
    }

    func set(_ option: CURLoption, offset value: Int64) {
        _ = unsafe swiftlet_curl_easy_setopt_offset(handle, option, curl_off_t(value))
    }

    /// Records the handle's sockets in ``HTTPSockets``.
    func recordSockets() {
        _ = unsafe swiftlet_curl_easy_set_socket_functions(handle, HTTPSockets.opened, HTTPSockets.closed)
    }

    /// - Throws: ``HTTPClientError`` when memory is short: the other options never fail on the values used here.
    func set(_ option: CURLoption, _ value: String?) throws(HTTPClientError) {
        let status =
            if let value {
                unsafe swiftlet_curl_easy_setopt_string(handle, option, value)
            } else {
                unsafe swiftlet_curl_easy_setopt_string(handle, option, nil)
            }
        guard status == CURLE_OK else {
            throw HTTPClientError(.unavailable, "libcurl rejected an option.", result: status)
        }
    }

    /// Sets a copy of a request body; `nil` removes it.
    func setBodyCopy(_ bytes: [UInt8]?) throws(HTTPClientError) {
        guard let bytes else { return try set(CURLOPT_POSTFIELDS, nil) }
        set(CURLOPT_POSTFIELDSIZE_LARGE, offset: Int64(bytes.count))
        let status = unsafe bytes.withUnsafeBytes { buffer in
            // A null pointer would mean "no body": an empty body needs any address.
            unsafe swiftlet_curl_easy_setopt_string(
                handle,
                CURLOPT_COPYPOSTFIELDS,
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self) ?? UnsafePointer(errorText)
            )
        }
        guard status == CURLE_OK else {
            throw HTTPClientError(.unavailable, "libcurl could not allocate the request body.", result: status)
        }
    }

    /// Replaces the request's header lines.
    mutating func setHeaders(_ list: consuming CurlList) {
        unsafe list.withPointer { _ = unsafe swiftlet_curl_easy_setopt_list(handle, CURLOPT_HTTPHEADER, $0) }
        headers = list
    }

    /// Sets the callbacks and their context pointer.
    ///
    /// The context must outlive every transfer of this handle.
    @unsafe func setCallbacks(_ callbacks: CurlCallbacks, context: UnsafeMutableRawPointer) {
        _ = unsafe swiftlet_curl_easy_setopt_pointer(handle, CURLOPT_PRIVATE, context)
        _ = unsafe swiftlet_curl_easy_set_header_function(handle, callbacks.header, context)
        _ = unsafe swiftlet_curl_easy_set_write_function(handle, callbacks.write, context)
        _ = unsafe swiftlet_curl_easy_set_read_function(handle, callbacks.read, context)
        _ = unsafe swiftlet_curl_easy_set_seek_function(handle, callbacks.seek, context)
        _ = unsafe swiftlet_curl_easy_set_prerequest_function(handle, callbacks.prerequest, context)
    }

    /// Sets the trailer callback: once set, libcurl calls it after every chunked body.
    @unsafe func setTrailerCallback(_ callback: curl_trailer_callback?, context: UnsafeMutableRawPointer) {
        _ = unsafe swiftlet_curl_easy_set_trailer_function(handle, callback, context)
    }

    /// Resumes a paused transfer in both directions.
    ///
    /// The handle must be in a multi handle.
    func unpause() {
        _ = unsafe curl_easy_pause(handle, CURLPAUSE_CONT)
    }

    /// The error message of the last failure, or libcurl's general message for `result`.
    func message(for result: CURLcode) -> String {
        let text = unsafe String(cString: errorText)
        return text.isEmpty ? unsafe String(cString: curl_easy_strerror(result)) : text
    }

    func clearMessage() {
        unsafe errorText.pointee = 0
    }
}
