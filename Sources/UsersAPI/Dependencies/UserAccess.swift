/// A user in the path that the caller may change and delete.
struct UserAccess {
    let id: UserID
    /// Whether the caller is an administrator.
    let isAdministrator: Bool
}
