/// The four steps of the rotation of a secret, which Secrets Manager requests one after the other.
///
/// Each step must be idempotent: Secrets Manager repeats steps of a rotation that failed.
public protocol SecretRotation: Sendable {
    /// Creates the new version of the secret, with the ID ``SecretRotationEvent/clientRequestToken`` and the label
    /// `AWSPENDING`, unless it exists.
    func createSecret(_ event: SecretRotationEvent) async throws

    /// Sets the new version in the database or service.
    func setSecret(_ event: SecretRotationEvent) async throws

    /// Tests the new version with the access that applications need.
    func testSecret(_ event: SecretRotationEvent) async throws

    /// Moves the label `AWSCURRENT` to the new version.
    func finishSecret(_ event: SecretRotationEvent) async throws
}
