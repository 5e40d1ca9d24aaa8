/// OpenSSL's random number generator could not be reseeded.
struct GeneratorError: Error, CustomStringConvertible {
    /// The message.
    var description: String { "OpenSSL's random number generator could not be reseeded after the restore." }
}
