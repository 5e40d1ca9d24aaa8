// The same check as SQL text. Its temporary tables are dropped on success.
extension ForeignKeyViolations {
    private static let count = """
        SELECT "table" AS child, parent, fkid, count(*) AS violations FROM pragma_foreign_key_check GROUP BY 1, 2, 3
        """

    /// The statements to run before a migration: they count the existing violations.
    static let beforeScript = ["CREATE TEMP TABLE swiftlet_violations AS \(count);"]

    /// The statements to run after a migration: they fail and roll back if a foreign key has more violations than before.
    static let checkInScript = [
        """
        CREATE TEMP TABLE swiftlet_check (
            violations integer CONSTRAINT "the migration leaves foreign key violations" CHECK (violations = 0)
        );
        """,
        """
        INSERT OR ROLLBACK INTO swiftlet_check
        SELECT count(*) FROM (\(count)) AS now LEFT JOIN swiftlet_violations AS earlier
            ON earlier.child = now.child AND earlier.parent = now.parent AND earlier.fkid = now.fkid
        WHERE now.violations > coalesce(earlier.violations, 0);
        """,
    ]

    /// A query that returns one row if the check succeeded, and no row or an error if it failed.
    static let passedCheck = "SELECT violations FROM temp.swiftlet_check"

    /// The statements to run after the check.
    static let afterScript = ["DROP TABLE temp.swiftlet_check;", "DROP TABLE temp.swiftlet_violations;"]
}
