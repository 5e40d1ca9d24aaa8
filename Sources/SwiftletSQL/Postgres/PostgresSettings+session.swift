extension PostgresSettings {
    /// Returns the statements that set the parameters that the text formats depend on, and through a session pooler the
    /// server's timeouts.
    ///
    /// Through a transaction pooler nothing is set, because the next transaction may run on another server connection.
    ///
    /// - Parameters:
    ///   - dateStyle: The `DateStyle` of the session, if the server has reported it.
    ///   - timeZone: The `TimeZone` of the session, if the server has reported it.
    /// - Returns: The statements; none if the session has the required parameters.
    /// - Throws: ``SQLError`` with the code `connectionFailed` if a transaction pooler prevents a required change.
    func sessionStatements(dateStyle: String?, timeZone: String?) throws(SQLError) -> [SQL] {
        var statements: [SQL] = []
        if dateStyle?.hasPrefix("ISO") == false {
            guard pooler != .transaction else {
                throw SQLError(
                    .connectionFailed,
                    """
                    The server's DateStyle is not ISO, and it cannot be changed through a transaction pooler: use ALTER \
                    ROLE … SET DateStyle = 'ISO', or PGDATESTYLE=ISO in the environment.
                    """
                )
            }
            statements.append("SELECT set_config('DateStyle', 'ISO', false)")
        }
        if !keepsTimeZone, let timeZone, timeZone != "UTC", timeZone != "Etc/UTC" {
            statements.append("SELECT set_config('TimeZone', 'UTC', false)")
        }
        if pooler == .session {
            for timeout in serverTimeouts.settings {
                statements.append("SELECT set_config(\(timeout.name), \(String(timeout.value)), false)")
            }
        }
        return statements
    }
}
