/// The sections of the benchmark, in output order.
enum Sections {
    /// A section: its name for `--only`, and its measurement.
    struct Section: Sendable {
        let name: String
        let run: @Sendable (Options) throws -> [Table]
    }

    static let all: [Section] = [
        Section(name: "invocation", run: InvocationSection.run),
        Section(name: "shapes", run: ShapeSection.run),
        Section(name: "start", run: StartSection.run),
        Section(name: "memory", run: MemorySection.run),
        Section(name: "size", run: SizeSection.run),
        Section(name: "json", run: JSONSection.run),
        Section(name: "web", run: WebSection.run),
        Section(name: "growth", run: GrowthSection.run),
        Section(name: "sql", run: SQLSection.run),
        Section(name: "security", run: SecuritySection.run),
        Section(name: "service", run: ServiceSection.run),
        Section(name: "gateway", run: GatewaySection.run),
    ]
}
