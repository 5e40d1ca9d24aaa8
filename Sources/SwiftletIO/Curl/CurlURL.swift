internal import CCurl

/// The owner of one of libcurl's parsed URLs: an object, as a transfer may have none.
@safe final class CurlURL {
    private let handle: OpaquePointer

    /// Takes a URL apart.
    ///
    /// - Throws: ``HTTPClientError`` with `.invalidURL` for what is none, and `.unavailable` when memory is short.
    init(_ text: String) throws(HTTPClientError) {
        guard let handle = unsafe curl_url() else {
            throw HTTPClientError(.unavailable, "libcurl has no memory for a URL.")
        }
        guard unsafe curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK else {
            unsafe curl_url_cleanup(handle)
            throw HTTPClientError(.invalidURL, "The server's URL is malformed.")
        }
        unsafe self.handle = unsafe handle
    }

    deinit {
        unsafe curl_url_cleanup(handle)
    }

    /// Makes it the URL of a handle, which it has to outlive.
    func apply(to easy: borrowing CurlEasy) {
        _ = unsafe easy.withHandle {
            unsafe swiftlet_curl_easy_setopt_pointer($0, CURLOPT_CURLU, UnsafeMutableRawPointer(handle))
        }
    }
}
