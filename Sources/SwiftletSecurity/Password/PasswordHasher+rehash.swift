extension PasswordHasher {
    /// Whether a correct password should be hashed again: `hash` has another format, other parameters or a short salt.
    public func needsRehash(_ hash: PasswordHash) -> Bool {
        hash.scheme != .scrypt(parameters) || hash.salt.count < ScryptScheme.saltSize
            || hash.key.count != ScryptScheme.keySize
    }
}
