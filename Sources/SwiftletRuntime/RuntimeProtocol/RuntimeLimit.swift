import Swiftlet

/// The limits of the runtime API.
package enum RuntimeLimit {
    /// The maximum size of a buffered event or response, in bytes.
    package static let payloadBytes = 6 * 1024 * 1024 + 100
    /// The maximum size of a streamed response, in bytes.
    package static let streamedBytes = HTTPEventShape.maximumStreamSize
    /// The maximum length of ``RuntimeHeader/xrayErrorCause``, in bytes.
    package static let xrayCauseBytes = 64 * 1024
}
