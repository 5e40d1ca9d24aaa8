// The same check as SQL text. Its tables are temporary, and dropped when it succeeds.
extension ForeignKeyViolations {
    private static let count = """
        SELECT "table" AS child, parent, fkid, count(*) AS violations FROM pragma_foreign_key_check GROUP BY 1, 2, 3
        """

    /// The statements before those of a migration: they count the violations that are there already.
    static let beforeScript = ["CREATE TEMP TABLE swiftlet_violations AS \(count);"]

    /// The statements after those of a migration: they fail and roll back where a foreign key has more violations than
    /// before.
    static let afterScript = [
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
        "DROP TABLE temp.swiftlet_check;",
        "DROP TABLE temp.swiftlet_violations;",
    ]
}
